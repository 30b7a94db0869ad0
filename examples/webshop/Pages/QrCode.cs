using QRCoder;

namespace Webshop.Pages;

internal static class QrCode
{
    private const int PixelsPerModule = 6;

    /// <summary>Creates a QR code as SVG markup.</summary>
    public static string Svg(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(PixelsPerModule);
    }
}
