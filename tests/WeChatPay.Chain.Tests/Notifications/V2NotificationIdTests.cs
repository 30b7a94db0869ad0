using System.Text;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Notifications;

/// <summary>Changes that an attacker can make to a notification must not change its id.</summary>
internal sealed class V2NotificationIdTests
{
    private const string Refund = """
        <root>
        <out_refund_no><![CDATA[131811191610442717309]]></out_refund_no>
        <out_trade_no><![CDATA[71106718111915575302817]]></out_trade_no>
        <refund_account><![CDATA[REFUND_SOURCE_RECHARGE_FUNDS]]></refund_account>
        <refund_fee><![CDATA[3960]]></refund_fee>
        <refund_id><![CDATA[50000408942018111907145868882]]></refund_id>
        <refund_recv_accout><![CDATA[支付用户零钱]]></refund_recv_accout>
        <refund_status><![CDATA[SUCCESS]]></refund_status>
        <success_time><![CDATA[2018-11-19 16:24:13]]></success_time>
        <total_fee><![CDATA[3960]]></total_fee>
        <transaction_id><![CDATA[4200000215201811190261405420]]></transaction_id>
        </root>
        """;

    private static readonly Dictionary<string, string> _payment = new()
    {
        ["return_code"] = "SUCCESS",
        ["result_code"] = "SUCCESS",
        ["mch_id"] = Merchant.Id,
        ["attach"] = "a&b=c",
        ["transaction_id"] = "4200",
        ["trade_type"] = "JSAPI",
        ["nonce_str"] = "N1",
    };

    private static readonly Dictionary<string, string> _vehicle = new()
    {
        ["mch_id"] = Merchant.Id,
        ["appid"] = "wx1",
        ["nonce_str"] = "N1",
        ["plate_number"] = "京A00000",
        ["vehicle_event_type"] = "BLOCKED",
        ["sign_type"] = "MD5",
    };

    private readonly NotificationReader _reader = new(Merchant.Options());

    [Test]
    public void Id_OfTheNextDelivery_IsTheSame()
    {
        foreach (var fields in new[] { _payment, _vehicle })
        {
            Assert.That(IdOf(new(fields) { ["nonce_str"] = "N2" }), Is.EqualTo(IdOf(fields)).And.StartWith("v2-"));
        }
    }

    [TestCase("transaction_id", "4201")]
    [TestCase("result_code", "FAIL")]
    [TestCase("trade_state", "PAY_FAIL")]
    [TestCase("user_repaid", "Y")]
    public void Id_OfAnotherPaymentOrState_IsAnother(string name, string value) =>
        Assert.That(IdOf(new(_payment) { [name] = value }), Is.Not.EqualTo(IdOf(_payment)));

    [Test]
    public void Id_OfAnotherText_IsAnother() =>
        Assert.That(IdOf(new(_vehicle) { ["vehicle_event_type"] = "NORMAL" }), Is.Not.EqualTo(IdOf(_vehicle)));

    [Test]
    public void Id_OfAnotherContractState_IsAnother()
    {
        var contract = new Dictionary<string, string>
        {
            ["mch_id"] = Merchant.Id,
            ["contract_id"] = "C1",
            ["change_type"] = "ADD",
            ["plan_id"] = "1"
        };

        Assert.That(IdOf(new(contract) { ["change_type"] = "DELETE" }), Is.Not.EqualTo(IdOf(contract)));
        Assert.That(IdOf(new(contract) { ["plan_id"] = "2" }), Is.EqualTo(IdOf(contract)));
    }

    [TestCase("zzz")]
    [TestCase("trade_state")]
    [TestCase("event_id")]
    [TestCase("change_type")]
    public void Id_WithAnEmptyElementAdded_IsTheSame(string name)
    {
        foreach (var fields in new[] { _payment, _vehicle })
        {
            Assert.That(IdOf(new(fields) { [name] = "" }), Is.EqualTo(IdOf(fields)));
        }
    }

    [Test]
    public void Id_OfTheSameTextCutInAnyWay_IsTheSameOrNone()
    {
        foreach (var fields in new[] { _payment, _vehicle })
        {
            var signed = new Dictionary<string, string>(fields)
            {
                ["sign"] = V2Message.SignatureOf(fields, Hash.TypeMd5, Merchant.ApiV2Key)
            };
            var pieces = signed.Where(field => field.Key != "sign")
                .OrderBy(field => field.Key, StringComparer.Ordinal)
                .Select(field => $"{field.Key}={field.Value}")
                .ToArray();
            var ids = Enumerable.Range(0, 1 << (pieces.Length - 1))
                .Select(joins => Id(Cut(pieces, joins, signed["sign"]).ToXml()))
                .Where(id => id is not null)
                .Distinct();

            Assert.That(ids, Is.EqualTo([IdOf(fields)]));
        }
    }

    [Test]
    public void Id_OfARefundWithADoubledBlock_IsTheSameOrNone([Range(0, 15)] int shift) =>
        AssertSameOrNone((blocks, at) => [.. blocks[..(at + 1)], .. blocks[at..]], shift);

    [Test]
    public void Id_OfARefundWithABlockInThePlaceOfAnother_IsTheSameOrNone([Range(0, 15)] int shift)
    {
        for (var from = 0; from < BlocksOf(Refund).Length; from++)
        {
            var source = from;
            AssertSameOrNone((blocks, at) => [.. blocks[..at], blocks[source], .. blocks[(at + 1)..]], shift);
        }
    }

    [Test]
    public void Id_OfARefundWithoutItsLastBlock_IsNone() => Assert.That(Id(Posted(BlocksOf(Refund)[..^1])), Is.Null);

    [Test]
    public void Id_OfAnotherRefundOrState_IsAnother()
    {
        var id = Id(Posted(BlocksOf(Refund)));

        Assert.That(id, Is.Not.Null);
        Assert.That(
            Id(Posted(
                BlocksOf(Refund.Replace("50000408942018111907145868882", "50000408942018111907145868883", StringComparison.Ordinal)))),
            Is.Not.EqualTo(id));
        Assert.That(Id(Posted(BlocksOf(Refund.Replace("SUCCESS", "REFUNDCLOSE", StringComparison.Ordinal)))), Is.Not.EqualTo(id));
        Assert.That(Id(Posted(BlocksOf(Refund), nonce: "N2")), Is.EqualTo(id));
    }

    [Test]
    public void Id_OfARefundWhoseNumbersAreTheSame_IsRead()
    {
        // Both start at the same place of a block, so a block comes twice by right.
        var xml = "<root><refund_status>SUCCESS</refund_status><out_refund_no>000123456789012345678901234567890123</out_refund_no><x>12</x>"
            + "<out_trade_no>000123456789012345678901234567890123</out_trade_no></root>";

        Assert.That(
            Enumerable.Range(0, 16).Select(
                count => Id(Posted(BlocksOf(xml.Replace("<x>12</x>", $"<x>{new string('1', count)}</x>", StringComparison.Ordinal))))),
            Has.None.Null);
    }

    [Test]
    public void Id_OfARefundWithABlockOfItsNumberBesideTheSameNumber_IsNone([Values] bool behind, [Values] bool copied)
    {
        // The number starts at different places of a block in the two fields, so that it has no block twice by right.
        const string Number = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcd";
        var (first, second) = behind ? (0, 8) : (8, 0);
        var block = copied ? Number.Substring(first, 16) : new string('-', 16);
        var xml = Padded("<root><refund_status>SUCCESS</refund_status>", "<out_refund_no>", first) + $"{Number}</out_refund_no>";
        xml = Padded(xml, "<out_trade_no>", second) + $"{(behind ? Number + block : block + Number)}</out_trade_no></root>";

        Assert.That(Id(Posted(BlocksOf(xml))), copied ? Is.Null : Is.Not.Null);
    }

    // What follows starts at that place of a block.
    private static string Padded(string xml, string element, int place) =>
        $"{xml}{new string(' ', (place + 1600 - xml.Length - element.Length) % 16)}{element}";

    // The shift moves every field within its block.
    private static void AssertSameOrNone(Func<byte[][], int, byte[][]> alter, int shift)
    {
        var test = new V2NotificationIdTests();
        var blocks = BlocksOf(Refund.Replace("<root>", "<root>" + new string(' ', shift), StringComparison.Ordinal));
        var id = test.Id(Posted(blocks));

        Assert.That(Enumerable.Range(0, blocks.Length).Select(at => test.Id(Posted(alter(blocks, at)))), Is.All.Null.Or.EqualTo(id));
    }

    private static Dictionary<string, string> Cut(string[] pieces, int joins, string sign)
    {
        var fields = new List<string>();
        for (var index = 0; index < pieces.Length; index++)
        {
            if (index > 0 && (joins & (1 << (index - 1))) != 0)
            {
                fields[^1] += "&" + pieces[index];
            }
            else
            {
                fields.Add(pieces[index]);
            }
        }
        return fields.Select(field => field.Split('=', 2)).Append(["sign", sign]).ToDictionary(field => field[0], field => field[1]);
    }

    private static byte[][] BlocksOf(string plaintext) =>
        [.. Convert.FromBase64String(AesEcb.Encrypt(plaintext, Hash.Md5(Merchant.ApiV2Key))).Chunk(16)];

    private static string Posted(byte[][] blocks, string nonce = "N1") => new Dictionary<string, string>
    {
        ["return_code"] = "SUCCESS",
        ["mch_id"] = Merchant.Id,
        ["nonce_str"] = nonce,
        ["req_info"] = Convert.ToBase64String([.. blocks.SelectMany(block => block)]),
    }.ToXml();

    private string? IdOf(Dictionary<string, string> fields) =>
        Id(new Dictionary<string, string>(fields) { ["sign"] = V2Message.SignatureOf(fields, Hash.TypeMd5, Merchant.ApiV2Key) }.ToXml());

    /// <returns>Null when it is rejected.</returns>
    private string? Id(string xml)
    {
        try
        {
            return _reader.ReadV2(Encoding.UTF8.GetBytes(xml)).Id;
        }
        catch (WeChatPayException)
        {
            return null;
        }
    }
}
