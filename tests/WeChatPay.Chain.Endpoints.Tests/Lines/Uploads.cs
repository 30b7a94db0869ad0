using WeChatPay.Chain.Media;

namespace WeChatPay.Chain.Endpoints.Tests.Lines;

/// <summary>Bodies of uploads, for generated lines.</summary>
public static class Uploads
{
    public static MediaUpload Media() => new([1, 2, 3], "image.png");

    public static HttpContent Multipart() => new MultipartFormDataContent("boundary-of-the-test")
    {
        { new StringContent("1900000109"), "mch_id" },
        { new ByteArrayContent([1, 2, 3]), "media", "image.png" },
    };
}
