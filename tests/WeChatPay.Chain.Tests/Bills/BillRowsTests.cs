using System.Text;
using WeChatPay.Chain.Bills;
using WeChatPay.Chain.Streams;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Bills;

/// <summary>Each row is read correctly or rejected. Rows are never lost or merged.</summary>
internal sealed class BillRowsTests
{
    private const string Head = "交易时间,商户订单号,商品名称\n";
    private const string Row = "`2026-11-20,`a-1,`茶\n";
    private const string Summary = "总交易单数,订单总金额\n`2,`0.03\n";

    [TestCase("`t1,`a1,`绿\n茶\n`t2,`a2,`c2\n", "t1|a1|绿\n茶;t2|a2|c2", TestName = "Rows_LineBreakInTheLastValue_BelongsToIt")]
    [TestCase("`t1,`a1,`绿\r\n茶\r\n", "t1|a1|绿\r\n茶", TestName = "Rows_CarriageReturnAndLineFeedInTheLastValue_AreKept")]
    [TestCase("`t1,`a\n\n1,`c1\n`t2,`a2,`c2\n", "t1|a\n\n1|c1;t2|a2|c2", TestName = "Rows_LineBreaksInAValue_BelongToIt")]
    [TestCase("`t1,`a\nb, c\nd,`c1\n", "t1|a\nb, c\nd|c1", TestName = "Rows_LineBreaksAndACommaInAValue_BelongToIt")]
    [TestCase("`t1,`a1,`x\n\n总计\n", "t1|a1|x\n\n总计", TestName = "Rows_ALineLikeANameInTheLastValue_BelongsToIt")]
    [TestCase("`t1,`a1,`x\ny\nz, 1\n`t2,`a2,`c2\n", "t1|a1|x\ny\nz, 1;t2|a2|c2", TestName = "Rows_SeveralLinesInTheLastValue_BelongToIt")]
    [TestCase("`t1,`\"a\",`\"\n`t2,`b\"\"c,`\"\"\n", "t1|\"a\"|\";t2|b\"\"c|\"\"", TestName = "Rows_QuotesBesideTicks_AreText")]
    [TestCase("\"`t1\",`a,b,\"`c\nd\"\n", "t1|a,b|c\nd", TestName = "Rows_SomeValuesInQuotes_AreUnquoted")]
    [TestCase(",`a1,`c1\n`t2,`a2,`c2\n", "|a1|c1;t2|a2|c2", TestName = "Rows_AFirstValueWithoutATick_IsEmpty")]
    [TestCase("`t1,`a`1,`c`\n", "t1|a`1|c`", TestName = "Rows_ATickInAValue_BelongsToIt")]
    public async Task Rows(string rows, string expected)
    {
        foreach (var lines in new[] { Head + rows, Head + rows + Summary, Head + rows + "\n" + Summary.TrimEnd('\n') })
        {
            // Text after the last row belongs to it only if totals follow.
            if (lines.Length == Head.Length + rows.Length && !rows.TrimEnd('\n').Split('\n')[^1].Contains('`', StringComparison.Ordinal))
            {
                continue;
            }
            using var bill = BillOf(lines);
            foreach (var way in Enum.GetValues<Way>())
            {
                Assert.That(
                    string.Join(';', (await way.ReadRowsAsync(bill)).Select(row => string.Join('|', row.Values))), Is.EqualTo(expected));
                Assert.That(
                    (await way.ReadSummaryAsync(bill))?["订单总金额"],
                    Is.EqualTo(lines.Contains("总交易单数", StringComparison.Ordinal) ? "0.03" : null));
            }
        }
    }

    [TestCase("t1,a1,c1\nt2,a2,c2\n", 2, TestName = "Totals_MissingWithoutTicks_LoseNoRow")]
    [TestCase(",`a1,`c1\n`t2,`a2,`c2\n", 2, TestName = "Totals_MissingBelowAnEmptyFirstValue_LoseNoRow")]
    [TestCase("t1,a1,c1\n", 1, TestName = "Totals_MissingBelowOneRow_LoseNoRow")]
    [TestCase("t1,a1,c1\n`t2,`a2,`c2\n", 2, TestName = "Totals_MissingBelowMixedRows_LoseNoRow")]
    [TestCase(Row + Row, 2, TestName = "Totals_MissingWithTicks_LoseNoRow")]
    public void Totals_Missing(string rows, int count)
    {
        using var bill = BillOf(Head + rows);

        Assert.That(bill.ReadRows().Count(), Is.EqualTo(count));
        Assert.That(bill.ReadSummary(), Is.Null);
    }

    [TestCase("总笔数\n`1\n", TestName = "Totals_OfOneColumn_AreRead")]
    [TestCase("总笔数,总额,手续费\n`1,`2,`3\n", TestName = "Totals_OfAsManyColumnsAsTheRows_AreRead")]
    [TestCase("总笔数,总额,a,b,c\n`1,`2,`,`4,`5\n", TestName = "Totals_OfMoreColumns_AreRead")]
    [TestCase("总笔数,总额,手续费\n1,0.02,\n", TestName = "Totals_WithoutTicks_AreRead")]
    [TestCase("总笔数,总额\n1,0.02", TestName = "Totals_WithoutALineEnd_AreRead")]
    public void Totals_Read(string totals)
    {
        foreach (var rows in new[] { Row, "", "2026-11-20,a-1,茶\n" })
        {
            using var bill = BillOf(Head + rows + totals);

            Assert.That(bill.ReadRows().Count(), Is.EqualTo(rows.Length == 0 ? 0 : 1));
            Assert.That(bill.ReadSummary()!["总笔数"], Is.EqualTo("1"));
        }
    }

    [TestCase("`t1,`a1\n`t2,`a2,`c2\n", "line 2: it has 2 values", TestName = "Rejected_ARowThatLacksAValue")]
    [TestCase("`t1\n`t2,`a2,`c2\n", "line 2: it has 1 values", TestName = "Rejected_ARowOfOneValueAboveAnother")]
    [TestCase("`t1\n,`a2,`c2\n", "line 2: it has 1 values", TestName = "Rejected_ARowOfOneValueAboveOneWithoutATick")]
    [TestCase("`t1,`a\n`b,`c1\n", "line 2: it has 2 values", TestName = "Rejected_ATickAfterALineBreak")]
    [TestCase("`t1,`a\nx,`b,`c1\n", "line 2: it has 2 values", TestName = "Rejected_ALineThatCouldBeARow")]
    [TestCase("`t1,`a,`b,`c1\n", "line 2: it has 4 values", TestName = "Rejected_ACommaBeforeATickInAValue")]
    [TestCase(
        "`t1,`a1,`c1\nt2,a2,c2\n`t3,`a3,`c3\n",
        "line 3: it has a value for each column but no backticks",
        TestName = "Rejected_ARowWithoutTicksAmongOthers")]
    [TestCase(
        "`t1,`a1,`c1\nt2,a2,c2\n", "line 3: the bill ends with text that has no backticks", TestName = "Rejected_ALastRowWithoutTicks")]
    [TestCase("`t1,`a1,`c1\n总笔数,总额\n", "line 3: the bill ends with text that has no backticks", TestName = "Rejected_TotalsThatAreCut")]
    [TestCase("`t1,`a1,`c1\n总笔数,总额\n`1\n", "line 4: it has 1 values", TestName = "Rejected_TotalsThatLackAValue")]
    [TestCase("`t1,`a1,\"`c1\"\nd\n`t2,`a2,`c2\n", "line 3: it is neither a row nor part", TestName = "Rejected_TextBelowAQuotedValue")]
    [TestCase("`t1,`a1,`c\n\"d\" e\n`t2,`a2,`c2\n", "line 3: there is text between", TestName = "Rejected_TextThatStartsWithQuotes")]
    public void Refused(string rows, string message)
    {
        using var bill = BillOf(Head + rows);

        Assert.That(() => bill.ReadRows().ToList(), Throws.TypeOf<FormatException>().With.Message.Contain(message));
        Assert.That(() => bill.ReadSummary(), Throws.TypeOf<FormatException>().With.Message.Contain(message));
        Assert.That(async () => await bill.ReadRowsAsync().ToListAsync(), Throws.TypeOf<FormatException>().With.Message.Contain(message));
    }

    [Test]
    public void Names_ThatAreMissing_AreNotTakenFromARow() =>
        AssertRejected(Encoding.UTF8.GetBytes(Row + Row), "line 1: it has values with backticks where column names");

    [TestCase("gb18030")]
    [TestCase("utf-16")]
    [TestCase("utf-16BE")]
    public void Names_InAnotherEncoding_AreRejected(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(name);

        AssertRejected([.. encoding.GetPreamble(), .. encoding.GetBytes(Head + Row)], "UTF-16 or GB18030");
    }

    [Test]
    public void Names_InLinesThatEndWithCarriageReturns_AreRejected() =>
        AssertRejected(Encoding.UTF8.GetBytes((Head + Row + Summary).Replace('\n', '\r')), "line 1");

    [Test]
    public void Rows_ANameThatWasCutInsideACharacter_IsReadWithAReplacement()
    {
        using var bill = BillOf([.. Encoding.UTF8.GetBytes(Head + "`t,`a,`"), 0xE8, 0x8C, (byte)'\n']);

        Assert.That(bill.ReadRows().Single()["商品名称"], Is.EqualTo("\uFFFD"));
    }

    [TestCase("`t,`a,`", 10, ExpectedResult = true)]
    [TestCase("`t,`a,`", 40_000, ExpectedResult = false)]
    [TestCase("`t,`a,`", 400_000, ExpectedResult = false)]
    [TestCase("`t,`", 400_000, ExpectedResult = false)]
    public bool Rows_ManyLineBreaksInAValue_AreBounded(string start, int lines)
    {
        using var bill = BillOf($"{Head}{start}{string.Concat(Enumerable.Repeat("x\n", lines))}{Summary}");
        try
        {
            return bill.ReadRows().Single()["商品名称"].Count(character => character == 'x') == lines;
        }
        catch (FormatException exception) when (exception.Message.Contains(": a record is longer than", StringComparison.Ordinal))
        {
            return false;
        }
    }

    private static void AssertRejected(byte[] csv, string message)
    {
        using var bill = BillOf(csv);

        Assert.That(
            () => bill.ReadRows().ToList(), Throws.TypeOf<FormatException>().With.Message.Contain(message).And.Message.Not.Contain("a-1"));
    }

    private static Bill BillOf(string csv) => BillOf(Encoding.UTF8.GetBytes(csv));

    private static Bill BillOf(byte[] csv)
    {
        var file = TemporaryFile.Create();
        file.Write(csv);
        file.Flush();
        return new Bill(file);
    }
}
