using ApexSovereignty.Flow;
using ApexSovereignty.Rules.Drafting;
using NUnit.Framework;
using Shouldly;

namespace ApexSovereignty.Rules.Tests;

public sealed class LoggerInventoryTests
{
    [TestCase("AdviceLog", true)]
    [TestCase("Logger", true)]
    [TestCase("rflib_Logger", true)]
    [TestCase("ns.AppLogger", true)]
    [TestCase("HTTPLogService", true)]
    [TestCase("LOGGER", true)]
    [TestCase("LogService", true)]
    [TestCase("LogViewerController", false)]
    [TestCase("LogEntryHandler", false)]
    [TestCase("LoginService", false)]
    [TestCase("Catalog", false)]
    [TestCase("Dialog", false)]
    [TestCase("Error_Log__c", false)]
    [TestCase("System.Logger", false)]
    public void AWordOfTheNameMeansALog(string name, bool expected) => LoggerInventory.IsLogger(name).ShouldBe(expected);

    [Test]
    public void CallsAreCountedByClass()
    {
        CalledName[] calls = [new("AppLog.info", 1, 3), new("AppLog.error", 2, 2), new("AppLog.flush", 0, 9), new("AppLog.new", 1, 1), new("AppLog.isEnabled", 1, 7), new("Other.info", 1, 1)];
        var logger = LoggerInventory.Of(calls).ShouldHaveSingleItem();
        logger.TypeName.ShouldBe("AppLog");
        logger.Methods.ShouldBe(["error", "info"]);
        logger.Calls.ShouldBe(5);
    }
}
