using WeChatPay.Chain.Endpoints.Generator.Writing;

namespace WeChatPay.Chain.Endpoints.Generator.Paths;

/// <summary>Writes the properties of the client that all paths start with.</summary>
internal static class RootEmitter
{
    private static readonly string[] _versions = ["v2", "v3"];

    /// <summary>The class of a version: <c>V3Endpoints</c>.</summary>
    public static string TypeOf(string version) => $"{version.ToUpperInvariant()}Endpoints";

    public static string Write()
    {
        var writer = CodeWriter.CreateFile();
        writer.Block("namespace WeChatPay.Chain.Endpoints", () =>
        {
            foreach (var version in _versions)
            {
                var type = TypeOf(version);
                writer.Line($"/// <summary>The documented paths of API{version}.</summary>");
                writer.Block($"public sealed partial class {type} : EndpointPath", () =>
                    writer.Line($"internal {type}(global::WeChatPay.Chain.UrlChain chain) : base(chain) {{ }}"));
            }
        });
        writer.Block("namespace WeChatPay.Chain", () =>
        {
            writer.Line("/// <summary>Gives a client the documented paths as members.</summary>");
            writer.Block("public static class WeChatPayEndpoints", () => writer.Block("extension(WeChatPayClient client)", () =>
            {
                foreach (var version in _versions)
                {
                    writer.Line($"/// <summary>Gets the documented paths of API{version}.</summary>");
                    writer.Line(
                        $"public global::WeChatPay.Chain.Endpoints.{TypeOf(version)} {version} => new(client.Chain(\"{version}\"));");
                }
            }));
        });
        return writer.ToString();
    }
}
