using System.Globalization;
using ApexSovereignty.Reporting.Formats;

namespace ApexSovereignty.Reporting.Registers;

/// <summary>Writes the register as comma-separated values (RFC 4180) for spreadsheets: a heading and one line per row.</summary>
internal static class RegisterCsvWriter
{
    private const string Heading = "verdict,classes,regimes,object,fields,pseudonymised,exit,part,destination,recipient,kind,jurisdiction,reason,rules,suppression,file,line,member,sources,steps,commit,policy";

    public static void Write(DataFlowRegister register, TextWriter writer)
    {
        writer.Write(Heading + "\r\n");
        foreach (var row in register.Rows)
        {
            string[] cells =
            [
                RegisterWords.NameOf(row.Verdict),
                string.Join("; ", row.Classes),
                string.Join("; ", row.Regimes),
                row.ObjectName,
                string.Join("; ", row.Fields),
                row.IsPseudonymised ? "yes" : "no",
                row.Exit,
                row.Part,
                row.Destination,
                row.Recipient,
                row.Kind,
                row.Jurisdiction,
                row.Reason,
                string.Join("; ", row.Rules),
                row.Suppression ?? "",
                row.Place.Path,
                (row.Place.Start.Line + 1).ToString(CultureInfo.InvariantCulture),
                row.Member,
                string.Join("; ", row.Sources.Select(RegisterWords.PlaceOf)),
                row.Path.Length.ToString(CultureInfo.InvariantCulture),
                register.Commit?.Id ?? "",
                register.PolicyHash,
            ];
            writer.Write(string.Join(',', cells.Select(CsvCell.Of)) + "\r\n");
        }
    }
}
