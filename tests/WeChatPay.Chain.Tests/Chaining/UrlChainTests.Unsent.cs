namespace WeChatPay.Chain.Tests.Chaining;

/// <summary>Chains that are awaited or called without a verb.</summary>
internal sealed partial class UrlChainTests
{
    [Test]
    public void Await_AChainWithoutAVerb_SaysWhichAndWhatToWrite()
    {
        dynamic chain = _client;

        Assert.That(async () => await chain.v3.pay.transactions.native, Throws.ArgumentException
            .With.Message.Contains("The chain 'v3/pay/transactions/native' was awaited without a verb").And.Message.Contains("GetAsync()"));
        Assert.That(async () => await chain.v3.certificates.ConfigureAwait(false), Throws.ArgumentException
            .With.Message.Contains("'v3/certificates' was awaited"));
        Assert.That(async () => await chain.v3.certificates.GetAsync, Throws.ArgumentException
            .With.Message.Contains("'v3/certificates/get-async' was awaited").And.Message.Contains("parentheses"));
        Assert.That(_platform.Requests, Is.Empty);
    }

    [Test]
    public void Await_AUrlWithAToken_DoesNotShowIt()
    {
        dynamic chain = _client.Chain("https://api.mch.weixin.qq.com/v3/billdownload/file?token=SECRET");

        Assert.That(
            async () => await chain,
            Throws.ArgumentException.With.Message.Contains("billdownload/file?…'").And.Message.Not.Contains("SECRET"));
    }

    [Test]
    public void Call_WhatIsNotAVerb_SaysWhatVerbsThereAre()
    {
        dynamic chain = _client;

        Assert.That(() => chain.v3.certificates.Fetch(), Throws.ArgumentException.With.Message.Contains("'Fetch' is not a verb")
            .And.Message.Contains("Get, Put, Post, Patch or Delete"));
        Assert.That(() => chain.v3.Chain("a", "b"), Throws.ArgumentException.With.Message.Contains("Chain takes one string"));
    }
}
