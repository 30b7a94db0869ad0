using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Webshop.Pages;

/// <summary>Creates HTML pages. All text passes through <see cref="Text"/>.</summary>
internal static class Html
{
    // Keeps Chinese characters readable in the page source. Characters with a meaning in HTML are encoded.
    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Text(string text) => _encoder.Encode(text);

    public static IResult Page(string title, string body, int status = StatusCodes.Status200OK) => Results.Text(
        $"""
        <!DOCTYPE html>
        <html lang="zh-CN">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width">
          <title>{Text(title)}</title>
          <link rel="stylesheet" href="/assets/shop.css">
        </head>
        <body>
        <header><a href="/">微信支付小店</a></header>
        <main>
        {body}
        </main>
        <footer>演示商店：只为展示如何接入微信支付，不发货，请勿用于经营。</footer>
        </body>
        </html>
        """,
        "text/html", Encoding.UTF8, status);

    public static IResult NotFound() => Page("找不到", "<p>没有这个页面。</p><p><a href=\"/\">回到首页</a></p>", StatusCodes.Status404NotFound);
}
