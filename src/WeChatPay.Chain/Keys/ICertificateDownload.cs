namespace WeChatPay.Chain.Keys;

/// <summary>Asks the platform for its certificates, and proves the answer.</summary>
internal interface ICertificateDownload
{
    /// <returns>Those that have not expired, at least one of which is valid now.</returns>
    Task<IReadOnlyList<KnownKey>> RunAsync();

    /// <inheritdoc cref="RunAsync"/>
    IReadOnlyList<KnownKey> Run();
}
