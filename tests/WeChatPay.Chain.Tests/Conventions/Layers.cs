namespace WeChatPay.Chain.Tests.Conventions;

/// <summary>The folders of the library from the top to the bottom: a folder uses only those after it.</summary>
internal static class Layers
{
    public const string Project = "WeChatPay.Chain";

    /// <summary>The files at the project's root, which hold the client.</summary>
    public const string Root = "(root)";

    private const string Options = "WeChatPayClientOptions.cs";

    public static readonly IReadOnlyList<string> Order =
    [
        "Porting", "Notifications", Root, "Bills", "Chaining", "Certificates", "Requests", "Media", "Transport", "Configuration",
        "Resilience", "V2", "Verification", "Bodies", "Signing", "Keys", "Diagnostics", "Calls", "Sinks", "Algorithms", "Crypto", "Errors",
        "Responses", "UriTemplates", "Hosts", "Xml", "Values", "Json", "Streams",
    ];

    private static readonly Dictionary<string, int> _levels = Order.Index().ToDictionary(layer => layer.Item, layer => layer.Index);

    /// <param name="path">The path of a file, relative to the project.</param>
    public static string LayerOf(string path) => path switch
    {
        // Beside the client, because a beginner looks for them there; what reads them is below the client.
        Options => "Configuration",
        _ => path.Split('/') is [var folder, _, ..] ? folder : Root,
    };

    /// <summary>The uses that point upward, as messages.</summary>
    public static IEnumerable<string> FindViolations(IEnumerable<TypeUse> uses) => uses
        .Where(use => Level(use.UsedFile) < Level(use.File))
        .Select(use => $"{use.File}:{use.Line} ({LayerOf(use.File)}) uses {use.Type} of the layer {LayerOf(use.UsedFile)} above it.");

    private static int Level(string path) => _levels[LayerOf(path)];
}
