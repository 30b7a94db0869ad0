using System.Text;

namespace Webshop.Pages;

/// <summary>The style sheet and the script of the pages, which are embedded in the assembly.</summary>
internal static class Assets
{
    private static readonly Dictionary<string, string> _types = new() { ["shop.css"] = "text/css", ["order.js"] = "text/javascript" };

    public static IResult Get(string name) => _types.TryGetValue(name, out var type)
        ? Results.Stream(typeof(Assets).Assembly.GetManifestResourceStream(name)!, $"{type}; charset={Encoding.UTF8.WebName}")
        : Html.NotFound();
}
