namespace WeChatPay.Chain.Keys;

/// <summary>Downloads the platform certificates.</summary>
/// <remarks>Implemented above the keys: a download is a call, and a call needs keys.</remarks>
internal interface ICertificateDownload
{
    /// <param name="isAsync">Whether the method may return before it has done its work.</param>
    /// <returns>The certificates that have not expired. At least one of them is valid now, and the response was verified.</returns>
    ValueTask<IReadOnlyList<KnownKey>> RunAsync(bool isAsync);
}
