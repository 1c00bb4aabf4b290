using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Acceptance.Tests.Expectations;

public sealed class MarkReaderTests
{
    [TestCase("a(); // $ Alert[SOV1001]", "Alert[SOV1001]")]
    [TestCase("a(); //$Alert[SOV1001]", "Alert[SOV1001]")]
    [TestCase("a(); // $ Alert[SOV1001]=\"Contact.SSN__c\"  ", "Alert[SOV1001]=\"Contact.SSN__c\"")]
    [TestCase("a(); // $ Alert[SOV1001] Alert[SOV1002]=\"b c\" Source", "Alert[SOV1001]|Alert[SOV1002]=\"b c\"|Source")]
    [TestCase("a(); // $ Endpoint=\"https://api.acme.com/v1\"\r", "Endpoint=\"https://api.acme.com/v1\"")]
    [TestCase("a(); // $ SPURIOUS: Alert[SOV1001] reason: joined, as statics are", "SPURIOUS: Alert[SOV1001]")]
    [TestCase("a(); // $ Source MISSING: Alert[SOV1001]=\"x\" reason: no model SPURIOUS: Alert[SOV1101] reason: other", "Source|MISSING: Alert[SOV1001]=\"x\"|SPURIOUS: Alert[SOV1101]")]
    [TestCase("<a>true</a> <!-- $ Alert[SOV1206]=\"x\" -->", "Alert[SOV1206]=\"x\"")]
    [TestCase("<a>true</a> <!-- Alert[SOV1206] -->", "")]
    [TestCase("a(); // costs 5 $ Alert[SOV1001]", "")]
    [TestCase("a();", "")]
    public void MarksAreRead(string line, string expected)
    {
        var (marks, faults) = MarkReader.Read("A.cls", "class A {\n" + line + "\n}");
        faults.ShouldBeEmpty();
        string.Join('|', marks).ShouldBe(expected);
        marks.ShouldAllBe(mark => mark.Line == 2 && mark.Path == "A.cls");
    }

    [TestCase("// $", "a comment of marks has none")]
    [TestCase("// $ Alarm[SOV1001]", "unknown tag 'Alarm[SOV1001]'")]
    [TestCase("// $ Alert[SOV1001]=x", "unknown tag 'Alert[SOV1001]=x'")]
    [TestCase("// $ Alert[SOV1001]\"x\"", "unknown tag 'Alert[SOV1001]\"x\"'")]
    [TestCase("// $ Alert[sov1001]", "unknown tag 'Alert[sov1001]'")]
    [TestCase("// $ Alert[SOV1001] tail", "unknown tag 'tail'")]
    [TestCase("// $ Sources", "unknown tag 'Sources'")]
    [TestCase("// $ Alert[SOV9999]", "'Alert[SOV9999]': there is no rule SOV9999")]
    [TestCase("// $ MISSING: Alert[SOV1001]", "'MISSING: Alert[SOV1001]' gives no reason")]
    [TestCase("// $ SPURIOUS: Alert[SOV1001] reason: ", "'SPURIOUS: Alert[SOV1001]' gives no reason")]
    [TestCase("// $ SPURIOUS: Source reason: x", "'SPURIOUS: Source': only an alert can be spurious")]
    public void WhatIsNoMarkIsAFault(string line, string expected)
    {
        var (_, faults) = MarkReader.Read("A.cls", line);
        faults.ShouldHaveSingleItem().ToString().ShouldBe("A.cls:1: " + expected);
    }
}
