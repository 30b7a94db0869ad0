namespace WeChatPay.Chain.Chaining;

/// <summary>The HTTP method of a verb, and whether the verb is asynchronous.</summary>
internal readonly record struct Verb(HttpMethod Method, bool IsAsync)
{
    private const string AsyncSuffix = "Async";

    private static readonly HttpMethod[] _methods = [HttpMethod.Get, HttpMethod.Put, HttpMethod.Post, HttpMethod.Patch, HttpMethod.Delete];

    /// <summary>Reads a member name such as <c>PostAsync</c>, in any case; <see langword="null"/> if it is not a verb.</summary>
    public static Verb? Read(string member)
    {
        var isAsync = member.EndsWith(AsyncSuffix, StringComparison.OrdinalIgnoreCase);
        var name = isAsync ? member.AsSpan(0, member.Length - AsyncSuffix.Length) : member;
        foreach (var method in _methods)
        {
            if (name.Equals(method.Method, StringComparison.OrdinalIgnoreCase))
            {
                return new Verb(method, isAsync);
            }
        }
        return null;
    }
}
