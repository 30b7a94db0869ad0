using WeChatPay.Chain.Verification;

namespace WeChatPay.Chain.Tests.Verification;

internal sealed class UnsignedResponsesTests
{
    [TestCase("/v3/billdownload/file")]
    [TestCase("/hk/v3/billdownload/file")]
    [TestCase("/v3/merchant-service/images/ChsyMDAyMDgyMDIw")]
    [TestCase("/v3/merchant-service/images/a%2Bb%3D%3D")]
    [TestCase("/v3/merchant-service/images/uploads")]
    [TestCase("/v3/merchant-service/images/..a/b..")]
    [TestCase("/v3/merchant-service/images/a/b")]
    [TestCase("/v3/merchant-service/images/a/")]
    [TestCase("/v3/merchant-service/images//a")]
    [TestCase("/v3/merchant-service/images/a%2Fb%2F%3D")]
    [TestCase("/v3/global/merchant-service/images/a/b+c/d==")]
    [TestCase("/v3/billdownload%2ffile")]
    [TestCase("/v3/transferdownload/%73ignfile")]
    [TestCase("/v3/global/merchant-service/images/1")]
    [TestCase("/v3/new-tax-control-fapiao/download")]
    [TestCase("/v3/transferdownload/elecvoucherfile")]
    [TestCase("/v3/transferdownload/signfile")]
    [TestCase("/V3/BillDownload/FILE")]
    public void Include_AnEndpointThatThePlatformLeavesUnsigned_IsTrue(string path) =>
        Assert.That(UnsignedResponses.Include(HttpMethod.Get, path));

    [TestCase("/v3/merchant-service/images/upload")]
    [TestCase("/v3/merchant-service/images/..%2F..%2Fpay%2Ftransactions%2Fid%2F1")]
    [TestCase("/v3/merchant-service/images/a/%2E%2E/b")]
    [TestCase("/v3/merchant-service/images/a/.")]
    [TestCase("/v3/merchant-service/images/..")]
    [TestCase("/v3/merchant-service/images/UPLOAD")]
    [TestCase("/v3/global/merchant-service/images/upload")]
    [TestCase("/v3/merchant-service/images/")]
    [TestCase("/v3/merchant-service/images")]
    [TestCase("/v3/merchant-service/images/%75pload")]
    [TestCase("/v3/merchant-service/images/a%0Ab")]
    [TestCase("/v3/billdownload/file%2F1")]
    [TestCase("/v3/billdownload%252Ffile")]
    [TestCase("/hk/v3/merchant-service/images/1")]
    [TestCase("/v3/billdownload/file/")]
    [TestCase("/v3/billdownload/file/1")]
    [TestCase("/v3/billdownload/files")]
    [TestCase("/v3/billdownload")]
    [TestCase("/v3/pay/v3/billdownload/file")]
    [TestCase("/sandbox/v3/billdownload/file")]
    [TestCase("/v3//billdownload/file")]
    [TestCase("/us/v3/billdownload/file")]
    [TestCase("/v3/billdownload/file\n")]
    [TestCase("v3/billdownload/file")]
    [TestCase("/v3/global/billdownload/file")]
    [TestCase("/hk/v3/transferdownload/signfile")]
    [TestCase("/v3/transferdownload/other")]
    [TestCase("/v3/new-tax-control-fapiao/download/1")]
    [TestCase("/v3/newXtax-control-fapiao/download")]
    [TestCase("/v3/pay/transactions/id/1")]
    [TestCase("/")]
    [TestCase("")]
    public void Include_AnyOther_IsFalse(string path) => Assert.That(UnsignedResponses.Include(HttpMethod.Get, path), Is.False);

    [TestCase("POST")]
    [TestCase("PUT")]
    [TestCase("PATCH")]
    [TestCase("DELETE")]
    public void Include_AnotherMethodThanGet_IsFalse(string method) =>
        Assert.That(UnsignedResponses.Include(new HttpMethod(method), "/v3/billdownload/file"), Is.False);
}
