namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>What the platform returns.</summary>
public sealed record OperationResponse
{
    /// <summary>Gets the kind: <c>json</c>, <c>xml</c>, <c>none 204</c>, <c>redirect</c>, or <c>stream</c> and what is streamed.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Gets a value that indicates whether the fields are those of an error.</summary>
    public bool IsErrorOnly { get; init; }

    /// <summary>Gets a value that indicates whether a response that is not JSON or XML has fields nevertheless.</summary>
    public bool HasFields { get; init; }

    /// <summary>Gets the fields.</summary>
    public IReadOnlyList<Field> Fields { get; init; } = [];
}
