using System.Text;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Tests.Crypto;

internal sealed class PemTextTests
{
    private const string Pem = "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----";

    private static readonly string[] _forms =
    [
        Pem,
        $"\uFEFF\"{Pem}\"\n",
        Pem.Replace("\n", "\\n", StringComparison.Ordinal),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Pem)),
    ];

    [TestCaseSource(nameof(_forms))]
    public void Read_PemInWhateverForm_IsPem(string text) => Assert.That(PemText.Read(text), Is.EqualTo(Pem));

    [TestCaseSource(nameof(_forms))]
    public void Read_AFile_IsItsPem(string text)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text);

            Assert.That(PemText.Read($"file://{file}"), Is.EqualTo(Pem));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestCase("", "is empty")]
    [TestCase("no key", "neither PEM")]
    [TestCase("AAAA", "is not PEM")]
    [TestCase("file:///no/such/key.pem", "'/no/such/key.pem' does not exist")]
    public void Read_WhatIsNotPem_IsRejected(string text, string problem) =>
        Assert.That(
            () => PemText.Read(text),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("textOrFileUri").And.Message.Contains(problem));
}
