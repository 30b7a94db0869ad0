namespace WeChatPay.Chain.Endpoints;

/// <summary>A response with typed data.</summary>
/// <typeparam name="TData">The fields of the response.</typeparam>
public sealed class WeChatPayResponse<TData> : WeChatPayResponse
    where TData : ResponseFields, new()
{
    /// <summary>Reads a response as typed data. For unit tests, see <see cref="WeChatPayResponse.Create"/>.</summary>
    /// <param name="response">The response. The new object replaces it.</param>
    public WeChatPayResponse(WeChatPayResponse response)
        : base(response)
    {
    }

    /// <summary>
    /// Gets the fields of the response: JSON, or the XML of APIv2. <c>Data["field"]</c> reads one that is not documented.
    /// </summary>
    public new TData Data => field ??= ResponseFields.Create<TData>(DataJson);
}
