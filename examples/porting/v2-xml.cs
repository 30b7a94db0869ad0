// The utilities of APIv2: XML, hashes and AES-ECB.
// Each line of PHP is followed by its C# equivalent.

#:project ../../src/WeChatPay.Chain

using WeChatPay.Chain;
using WeChatPay.Chain.Crypto;

const string apiV2Key = "192006250b4c09247ec02edce69f6a2d";

Console.WriteLine("XML");
// $xml = Transformer::toXml(['appid' => 'wx8888888888888888', 'body' => 'A & B', 'total_fee' => 101]);
var xml = Transformer.ToXml(new { appid = "wx8888888888888888", body = "A & B", total_fee = 101 });
Console.WriteLine(xml);
// $fields = Transformer::toArray($xml);
var fields = Transformer.ToArray(xml);
Console.WriteLine(fields["body"]);
// $detail = ['goods' => ['A', 'B']];
var detail = new { goods = new[] { "A", "B" } };
// $xml = Transformer::toXml(['detail' => $detail], true, false, 'order', 'id');
xml = Transformer.ToXml(new { detail }, headless: true, indent: false, root: "order", item: "id");
Console.WriteLine(xml);
try
{
    Transformer.ToArray("""<!DOCTYPE xml [<!ENTITY e SYSTEM "file:///etc/hostname">]><xml><a>&e;</a></xml>""");
}
catch (FormatException failure)
{
    Console.WriteLine(failure.GetType().Name);
}

Console.WriteLine("Hashes");
// $hash = Hash::md5('a=1&b=2', $apiV2Key);
var hash = Hash.Md5("a=1&b=2", apiV2Key);
Console.WriteLine(hash);
// $hash = Hash::md5('a=1&b=2', 'secret-of-the-agent', '1000002');
hash = Hash.Md5("a=1&b=2", "secret-of-the-agent", "1000002");
Console.WriteLine(hash);
// $hash = Hash::hmac('a=1&b=2', $apiV2Key);
hash = Hash.Hmac("a=1&b=2", apiV2Key);
Console.WriteLine(hash);
// $sign = Hash::sign(Hash::ALGO_HMAC_SHA256, 'a=1&b=2', $apiV2Key);
var sign = Hash.Sign(Hash.TypeHmacSha256, "a=1&b=2", apiV2Key);
Console.WriteLine(Hash.Equals(hash.ToUpperInvariant(), sign));

Console.WriteLine("AES-256-ECB");
// $ciphertext = AesEcb::encrypt('<root/>', Hash::md5($apiV2Key));
var ciphertext = AesEcb.Encrypt("<root/>", Hash.Md5(apiV2Key));
Console.WriteLine(ciphertext);
// $plaintext = AesEcb::decrypt($ciphertext, Hash::md5($apiV2Key));
var plaintext = AesEcb.Decrypt(ciphertext, Hash.Md5(apiV2Key));
Console.WriteLine(plaintext);
