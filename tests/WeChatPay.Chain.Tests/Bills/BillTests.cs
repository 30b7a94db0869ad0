using System.Text;
using WeChatPay.Chain.Bills;
using WeChatPay.Chain.Streams;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Bills;

/// <summary>Reading the rows of a bill.</summary>
internal sealed class BillTests
{
    private const string Head = "交易时间,商户订单号,商品名称\r\n";
    private const string Summary = "总交易单数,订单总金额\r\n`2,`0.03\r\n";

    [Test]
    public async Task ReadRows_ATradeBill_HasNamesAndValuesWithoutBackticks(
        [Values] Way way, [Values("", "\uFEFF")] string mark, [Values("\r\n", "\n")] string lineEnd)
    {
        using var bill = BillOf($"{mark}{Head}`2026-11-20 12:00:00,`a-1,`苹果 😀\r\n`2026-11-20 12:00:01,`a-2,`\r\n{Summary}".Replace(
            "\r\n", lineEnd, StringComparison.Ordinal));

        var rows = await way.ReadRowsAsync(bill);

        Assert.That(
            rows.Select(row => row.Values),
            Is.EqualTo((string[][])[["2026-11-20 12:00:00", "a-1", "苹果 😀"], ["2026-11-20 12:00:01", "a-2", ""]]));
        Assert.That(rows[0].Names, Is.EqualTo(["交易时间", "商户订单号", "商品名称"]));
        Assert.That(rows[0]["商品名称"], Is.EqualTo("苹果 😀"));
    }

    [Test]
    public async Task ReadSummary_ATradeBill_HasItsOwnNames([Values] Way way)
    {
        using var bill = BillOf($"{Head}`t,`a,`b\r\n{Summary}");

        var summary = (await way.ReadSummaryAsync(bill))!;

        Assert.That(summary.Names, Is.EqualTo(["总交易单数", "订单总金额"]));
        Assert.That(summary["订单总金额"], Is.EqualTo("0.03"));
        Assert.That(await way.ReadRowsAsync(bill), Has.Count.EqualTo(1));
    }

    [TestCase("`t,`苹果,香蕉,`c", new[] { "t", "苹果,香蕉", "c" }, TestName = "ReadRows_CommaInAValue_BelongsToIt")]
    [TestCase("`t,`a,,`c,", new[] { "t", "a,", "c," }, TestName = "ReadRows_CommaAtTheEndOfAValue_BelongsToIt")]
    [TestCase("`,`,`", new[] { "", "", "" }, TestName = "ReadRows_NothingBehindTheBackticks_IsEmpty")]
    [TestCase("`t,`a`b,`c`", new[] { "t", "a`b", "c`" }, TestName = "ReadRows_BacktickInsideAValue_BelongsToIt")]
    [TestCase("``t,`a,`c", new[] { "`t", "a", "c" }, TestName = "ReadRows_TwoBackticks_LoseOne")]
    [TestCase("`t,`15\" 显示器,`\"好\"茶", new[] { "t", "15\" 显示器", "\"好\"茶" }, TestName = "ReadRows_QuoteInsideAValue_BelongsToIt")]
    [TestCase("`t,\"`a,\"\"b\"\"\",`c", new[] { "t", "a,\"b\"", "c" }, TestName = "ReadRows_QuotedValue_IsUnquoted")]
    [TestCase("`t,\"`a\r\n`b\",`c", new[] { "t", "a\r\n`b", "c" }, TestName = "ReadRows_QuotedLineBreak_BelongsToTheValue")]
    [TestCase("\"`t\",\"`a\",\"`c\"", new[] { "t", "a", "c" }, TestName = "ReadRows_AllQuoted_AreUnquoted")]
    [TestCase("\"\",\"\",\"\"", new[] { "", "", "" }, TestName = "ReadRows_EmptyQuotes_AreEmpty")]
    [TestCase("t,a,c", new[] { "t", "a", "c" }, TestName = "ReadRows_BareValues_AreTaken")]
    [TestCase(",,", new[] { "", "", "" }, TestName = "ReadRows_NothingBetweenCommas_IsEmpty")]
    public void ReadRows(string row, string[] expected)
    {
        using var bill = BillOf($"{Head}{row}\r\n{Summary}");

        Assert.That(bill.ReadRows().Single().Values, Is.EqualTo(expected));
        Assert.That(bill.ReadSummary()!.Values, Is.EqualTo(["2", "0.03"]));
    }

    [TestCase("", 0, false, TestName = "Read_NothingAtAll_HasNoRows")]
    [TestCase("\r\n\r\n", 0, false, TestName = "Read_EmptyLines_HaveNoRows")]
    [TestCase(Head, 0, false, TestName = "Read_NamesAlone_HaveNoRows")]
    [TestCase(Head + Summary, 0, true, TestName = "Read_NoPayments_HasASummaryAlone")]
    [TestCase(Head + "`t,`a,`b", 1, false, TestName = "Read_OneRowWithoutLineEnd_IsARow")]
    [TestCase(Head + "`t,`a,`b\r\n`t,`a,`b\r\n", 2, false, TestName = "Read_TwoRowsWithoutSummary_AreRows")]
    [TestCase(Head + "`t,`a,`b\r\n`t,`a,`b\r\n`t,`a,`b\r\n", 3, false, TestName = "Read_ThreeRowsWithoutSummary_AreRows")]
    [TestCase(Head + "`t,`a,`b\r\n\r\n" + Summary + "\r\n", 1, true, TestName = "Read_EmptyLinesAroundTheSummary_AreLeftOut")]
    [TestCase(Head + "`t,`a,`b\r\nn,m\r\n`1,`2", 1, true, TestName = "Read_SummaryWithoutLineEnd_IsASummary")]
    public async Task Read(string csv, int rows, bool hasSummary)
    {
        using var bill = BillOf(csv);

        foreach (var way in Enum.GetValues<Way>())
        {
            Assert.That(await way.ReadRowsAsync(bill), Has.Count.EqualTo(rows));
            Assert.That(await way.ReadSummaryAsync(bill), hasSummary ? Is.Not.Null : Is.Null);
        }
    }

    [TestCase("`t,`a\r\n", "line 3: it has 2 values for 3 columns", TestName = "ReadRows_TooFewValues_NameTheLine")]
    [TestCase("`t,`a,`b,`c\r\n", "line 3: it has 4 values for 3 columns", TestName = "ReadRows_TooManyValues_NameTheLine")]
    [TestCase("`t,\"`a,`b\r\n", "line 3: a quoted value is not closed", TestName = "ReadRows_OpenQuote_NamesTheLine")]
    [TestCase("`t,\"`a\"b,`c\r\n", "line 3: there is text between a closing quote", TestName = "ReadRows_TextBehindAQuote_NamesTheLine")]
    [TestCase(
        "`t,\"`a\"\r,`c\r\n",
        "line 3: there is text between a closing quote",
        TestName = "ReadRows_CarriageReturnBehindAQuote_NamesTheLine")]
    public void ReadRows_Broken(string row, string message)
    {
        using var bill = BillOf($"{Head}`t,`secret,`b\r\n{row}{Summary}");

        Assert.That(
            () => bill.ReadRows().ToList(),
            Throws.TypeOf<FormatException>().With.Message.Contain(message).And.Message.Not.Contain("secret"));
        Assert.That(async () => await bill.ReadRowsAsync().ToListAsync(), Throws.TypeOf<FormatException>().With.Message.Contain(message));
    }

    [Test]
    public void ReadRows_LineBreaksInQuotes_AreCountedInMessages([Values] Way way)
    {
        using var bill = BillOf($"{Head}`t,\"`\n\n\n\",`b\r\n\r\n`t\r\n{Summary}");

        Assert.That(() => way.ReadRowsAsync(bill), Throws.TypeOf<FormatException>().With.Message.Contain("line 7:"));
    }

    [TestCase(BillRecordReader.MaxCharacters, ExpectedResult = true, TestName = "ReadRows_TheLongestRecord_IsRead")]
    [TestCase(BillRecordReader.MaxCharacters + 1, ExpectedResult = false, TestName = "ReadRows_OneCharacterMore_IsRejected")]
    [TestCase(50 * BillRecordReader.MaxCharacters, ExpectedResult = false, TestName = "ReadRows_OneEndlessLine_IsRejected")]
    public bool ReadRows_LongRecord(int characters)
    {
        var row = "`t,`a,`" + new string('字', characters - "`t,`a,`\n".Length) + "\n";
        using var bill = BillOf($"{Head}{row}{Summary}");

        try
        {
            return bill.ReadRows().Single()["商品名称"].Length == row.Length - "`t,`a,`\n".Length;
        }
        catch (FormatException exception) when (
            exception.Message.Contains("line 2: a record is longer than 65536 characters", StringComparison.Ordinal))
        {
            return false;
        }
    }

    [Test]
    public void ReadRows_TwiceAtTheSameTime_DoNotDisturbEachOther()
    {
        using var bill = BillOf(Head + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"`{i},`a,`b\r\n")) + Summary);

        var pairs = bill.ReadRows().Zip(bill.ReadRows(), (first, second) => (First: first.Values[0], Second: second.Values[0])).ToList();

        Assert.That(pairs, Has.Count.EqualTo(100_000));
        Assert.That(pairs.All(pair => pair.First == pair.Second));
        Assert.That(pairs[^1].First, Is.EqualTo("99999"));
    }

    [Test]
    public async Task ReadRows_Cancelled_Ends()
    {
        using var bill = BillOf(Head + "`t,`a,`b\r\n" + Summary);

        await Assert.CatchAsync<OperationCanceledException>(async () =>
            await bill.ReadRowsAsync(new CancellationToken(canceled: true)).ToListAsync());
    }

    [Test]
    public void Row_UnknownName_ListsTheColumnsAndSuggestsOne()
    {
        using var bill = BillOf(Head + "`t,`a,`b\r\n" + Summary);
        var row = bill.ReadRows().Single();

        Assert.That(() => row["商户单号"], Throws.TypeOf<KeyNotFoundException>()
            .With.Message.Contain("Did you mean '商户订单号'?").And.Message.Contain("交易时间, 商户订单号, 商品名称"));
    }

    [Test]
    public void Row_TwoColumnsOfOneName_AreTheFirst()
    {
        using var bill = BillOf("a,a\n`1,`2\n");

        Assert.That(bill.ReadRows().Single()["a"], Is.EqualTo("1"));
    }

    [Test]
    public void Row_ToString_ShowsNoValue()
    {
        using var bill = BillOf(Head + "`t,`secret,`b\r\n" + Summary);

        Assert.That($"{bill.ReadRows().Single()} {bill}", Does.Not.Contain("secret"));
    }

    [Test]
    public void Dispose_RemovesTheFile()
    {
        var file = FileOf(Head);
        var bill = new Bill(file);

        bill.Dispose();

        Assert.That(File.Exists(file.Name), Is.False);
        Assert.That(() => bill.ReadRows().ToList(), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => bill.ReadSummary(), Throws.TypeOf<ObjectDisposedException>());
    }

    private static Bill BillOf(string csv) => new(FileOf(csv));

    private static FileStream FileOf(string csv)
    {
        var file = TemporaryFile.Create();
        file.Write(Encoding.UTF8.GetBytes(csv));
        file.Flush();
        return file;
    }
}
