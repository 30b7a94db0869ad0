namespace WeChatPay.Chain.Endpoints.Generator.Paths;

/// <summary>What an unchecked method extends: one path, or the interface of many.</summary>
/// <param name="Type">The type.</param>
/// <param name="Data">The class of the response.</param>
/// <param name="IsGeneric">Whether the class of the response is a type parameter.</param>
internal sealed record UncheckedPath(string Type, string Data, bool IsGeneric)
{
    public string TypeParameter => IsGeneric ? Data : "";

    public string Constraint => IsGeneric ? $" where {Data} : global::WeChatPay.Chain.Endpoints.ResponseFields, new()" : "";

    /// <summary>Gets the expression of the chain.</summary>
    public string Chain => IsGeneric ? "((global::WeChatPay.Chain.Endpoints.EndpointPath)path).UrlChain" : "path.UrlChain";

    /// <summary>The interface of a verb.</summary>
    public static UncheckedPath Generic(string kind, string verb) =>
        new($"global::WeChatPay.Chain.Endpoints.{kind}{verb}<TData>", "TData", IsGeneric: true);
}
