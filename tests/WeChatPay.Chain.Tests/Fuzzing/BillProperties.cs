using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WeChatPay.Chain.Bills;

namespace WeChatPay.Chain.Tests.Fuzzing;

/// <summary>The CSV of a bill.</summary>
internal static class BillProperties
{
    // Without what no value of a bill has: line ends, and a comma before a back-tick.
    private static readonly Gen<string> _values = Texts.Joined(Gen.OneOf(Texts.Character, Gen.Elements(",", "\"", "`", "苹果")))
        .Select(text => text.Replace("\r", "").Replace("\n", "").Replace(",", ", "));

    private static readonly Gen<string> _pieces = Gen.OneOf(
        Texts.Broken, Gen.Elements(",", "`", "\"", "\"\"", "\r\n", "\n", "\r", ",`", "\"`", "a", "\uFEFF"));

    public static IEnumerable<FuzzProperty> All =>
    [
        FuzzProperty.Of("Bill_AnyValues_AreReadAgain", _values.ArrayOf().Where(values => values.Length > 0), values =>
            Rows(Bill(values, value => "`" + value)).Single().SequenceEqual(values)),
        FuzzProperty.Of("Bill_AnyQuotedValues_AreReadAgain", Texts.Any.ArrayOf().Where(values => values.Length > 0), values =>
            Rows(Bill(values, value => $"\"`{value.Replace("\"", "\"\"")}\"")).Single().SequenceEqual(values)),
        FuzzProperty.Of("Bill_AnyText_IsReadOrAFormatException", Texts.Joined(_pieces), IsReadOrRejected),
    ];

    private static string Bill(string[] values, Func<string, string> written) =>
        $"{string.Join(',', values.Select((_, index) => $"列{index}"))}\r\n{string.Join(',', values.Select(written))}\r\n总交易单数\r\n`1\r\n";

    private static bool IsReadOrRejected(string csv)
    {
        try
        {
            return Rows(csv) is not null;
        }
        catch (FormatException)
        {
            return true;
        }
    }

    private static List<IReadOnlyList<string>> Rows(string csv)
    {
        using var records = new BillRecordReader(new MemoryStream(Encoding.UTF8.GetBytes(csv)));
        var table = new BillTable();
        var rows = new List<IReadOnlyList<string>>();
        while (records.Read() is { } record)
        {
            table.Add(record);
        }
        _ = table.End();
        while (table.TryTake(out var row))
        {
            rows.Add(row.Values);
        }
        return rows;
    }
}
