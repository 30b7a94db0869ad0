using System.Diagnostics.CodeAnalysis;
using WeChatPay.Chain.Bills;
using WeChatPay.Chain.Sinks;
using WeChatPay.Chain.Streams;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain;

public sealed partial class WeChatPayClient
{
    /// <summary>
    /// Downloads a bill (账单), a receipt (电子回单) or another document, decompresses and verifies it, and writes it to a file.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The platform signs the response that contains the URL and the <c>hash_value</c> of the file, which verifies the file. The file is
    /// streamed. See https://pay.weixin.qq.com/docs/merchant/apis/jsapi-payment/get-trade-bill.html.
    /// </para>
    /// <para>
    /// Bills of sub-merchants (<c>v3/bill/sub-merchant-fundflowbill</c>, <c>v3/ecommerce/bill/fundflowbill</c>) and of payscore
    /// (<c>v3/payscore/merchant-bill</c>) are encrypted (<c>AEAD_AES_256_GCM</c>) and may consist of several files. They are authenticated,
    /// decrypted with the merchant's private key, and concatenated in the order of <c>bill_sequence</c>.
    /// </para>
    /// </remarks>
    /// <param name="template">
    /// An endpoint whose response contains <c>hash_type</c>, <c>hash_value</c> and <c>download_url</c> (or <c>url</c>), once or in
    /// <c>download_bill_list</c>, such as <c>v3/bill/tradebill</c>; or <c>v2/pay/downloadbill</c> or <c>v2/pay/downloadfundflow</c> of
    /// APIv2, whose bills have no digest and are protected by TLS only.
    /// </param>
    /// <param name="path">
    /// The path of the file. It appears under this name only when it is complete and verified, and then replaces an existing file.
    /// </param>
    /// <param name="options">
    /// The options of the call, as for a verb, without <c>sink</c> and <c>unsigned</c>, such as
    /// <c>new { query = new { bill_date = "2026-11-20", tar_type = "GZIP" } }</c>. Gzip is faster; the file is decompressed.
    /// </param>
    /// <param name="progress">
    /// Reports the number of bytes written so far; for an encrypted bill, after its authentication. <see langword="null"/> (the default)
    /// reports nothing.
    /// </param>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <exception cref="ArgumentException">
    /// An option, the template or the path is invalid, and nothing was sent; or the <c>download_url</c> points to a foreign host.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The bill is encrypted, and the client has no <see cref="WeChatPayClientOptions.MerchantPrivateKey"/>.
    /// </exception>
    /// <exception cref="WeChatPayDecryptionException">
    /// The bill is encrypted and cannot be decrypted: it was altered, cut off, or encrypted for another certificate.
    /// </exception>
    /// <exception cref="WeChatPayApiException">
    /// The platform returned an error response, such as <c>NO_STATEMENT_EXIST</c> if the bill does not exist, or <c>STATEMENT_CREATING</c>
    /// if it is not ready yet.
    /// </exception>
    /// <exception cref="WeChatPaySignatureException">
    /// <see cref="SignatureFailure.Mismatch"/>: the digest of the file is wrong, or its gzip is damaged.
    /// <see cref="SignatureFailure.Malformed"/>: the response does not name a file, all files, or a supported digest.
    /// </exception>
    /// <exception cref="HttpRequestException">The download was interrupted, or a gzipped bill of APIv2 is damaged.</exception>
    /// <exception cref="IOException">The file cannot be written, because the disk is full or its folder was removed.</exception>
    /// <example>
    /// <code>
    /// await client.DownloadBillAsync("v3/bill/tradebill", "2026-11-20.csv", new { query = new { bill_date = "2026-11-20" } });
    /// </code>
    /// </example>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public Task DownloadBillAsync(
        string template, string path, object? options, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        BillDownload.Prepare(_bills, template, options, progress)
            .SaveAsync(Parse(path, nameof(path)), isAsync: true, cancellationToken)
            .AsTask();

    /// <inheritdoc cref="DownloadBillAsync(string, string, object?, IProgress{long}?, CancellationToken)"/>
    public Task DownloadBillAsync(
        string template,
        string path,
        RequestOptions? options = null,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default) =>
        BillDownload.Prepare(_bills, template, options, progress)
            .SaveAsync(Parse(path, nameof(path)), isAsync: true, cancellationToken)
            .AsTask();

    /// <summary>Downloads a bill (账单), decompresses and verifies it in a temporary file, and copies it to a stream.</summary>
    /// <param name="template">An endpoint for bills, as for a file.</param>
    /// <param name="target">Receives the whole verified bill, or nothing. It is not disposed.</param>
    /// <param name="options">The options of the call, as for a verb, without <c>sink</c> and <c>unsigned</c>.</param>
    /// <param name="progress">
    /// Reports the number of bytes decompressed so far. <see langword="null"/> (the default) reports nothing.
    /// </param>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <inheritdoc cref="DownloadBillAsync(string, string, object?, IProgress{long}?, CancellationToken)"/>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public Task DownloadBillAsync(
        string template, Stream target, object? options, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        BillDownload.Prepare(_bills, template, options, progress)
            .SaveAsync(Parse(target, nameof(target)), isAsync: true, cancellationToken)
            .AsTask();

    /// <inheritdoc cref="DownloadBillAsync(string, Stream, object?, IProgress{long}?, CancellationToken)"/>
    public Task DownloadBillAsync(
        string template,
        Stream target,
        RequestOptions? options = null,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default) =>
        BillDownload.Prepare(_bills, template, options, progress)
            .SaveAsync(Parse(target, nameof(target)), isAsync: true, cancellationToken)
            .AsTask();

    /// <inheritdoc cref="DownloadBillAsync(string, string, object?, IProgress{long}?, CancellationToken)"/>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public void DownloadBill(string template, string path, object? options, IProgress<long>? progress = null) =>
        BillDownload.Prepare(_bills, template, options, progress)
            .SaveAsync(Parse(path, nameof(path)), isAsync: false, default)
            .GetCompleted();

    /// <inheritdoc cref="DownloadBill(string, string, object?, IProgress{long}?)"/>
    public void DownloadBill(string template, string path, RequestOptions? options = null, IProgress<long>? progress = null) =>
        BillDownload.Prepare(_bills, template, options, progress)
            .SaveAsync(Parse(path, nameof(path)), isAsync: false, default)
            .GetCompleted();

    /// <inheritdoc cref="DownloadBillAsync(string, Stream, object?, IProgress{long}?, CancellationToken)"/>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public void DownloadBill(string template, Stream target, object? options, IProgress<long>? progress = null) =>
        BillDownload.Prepare(_bills, template, options, progress)
            .SaveAsync(Parse(target, nameof(target)), isAsync: false, default)
            .GetCompleted();

    /// <inheritdoc cref="DownloadBill(string, Stream, object?, IProgress{long}?)"/>
    public void DownloadBill(string template, Stream target, RequestOptions? options = null, IProgress<long>? progress = null) =>
        BillDownload.Prepare(_bills, template, options, progress)
            .SaveAsync(Parse(target, nameof(target)), isAsync: false, default)
            .GetCompleted();

    /// <summary>Downloads a bill (账单), decompresses and verifies it, and opens it to read its rows.</summary>
    /// <param name="template">An endpoint for bills, as for a file.</param>
    /// <param name="options">The options of the call, as for a verb, without <c>sink</c> and <c>unsigned</c>.</param>
    /// <param name="progress">
    /// Reports the number of bytes decompressed so far. <see langword="null"/> (the default) reports nothing.
    /// </param>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <returns>The bill, in a temporary file that is deleted when the bill is disposed.</returns>
    /// <inheritdoc cref="DownloadBillAsync(string, string, object?, IProgress{long}?, CancellationToken)"/>
    /// <example>
    /// <code>
    /// using var bill = await client.OpenBillAsync(
    ///     "v3/bill/tradebill", new { query = new { bill_date = "2026-11-20", tar_type = "GZIP" } });
    /// await foreach (var row in bill.ReadRowsAsync())
    /// {
    ///     Console.WriteLine($"{row["商户订单号"]} {row["订单金额"]}");
    /// }
    /// </code>
    /// </example>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public Task<Bill> OpenBillAsync(
        string template, object? options, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        BillDownload.Prepare(_bills, template, options, progress).OpenAsync(isAsync: true, cancellationToken).AsTask();

    /// <inheritdoc cref="OpenBillAsync(string, object?, IProgress{long}?, CancellationToken)"/>
    public Task<Bill> OpenBillAsync(
        string template, RequestOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        BillDownload.Prepare(_bills, template, options, progress).OpenAsync(isAsync: true, cancellationToken).AsTask();

    /// <inheritdoc cref="OpenBillAsync(string, object?, IProgress{long}?, CancellationToken)"/>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public Bill OpenBill(string template, object? options, IProgress<long>? progress = null) =>
        BillDownload.Prepare(_bills, template, options, progress).OpenAsync(isAsync: false, default).GetCompleted();

    /// <inheritdoc cref="OpenBill(string, object?, IProgress{long}?)"/>
    public Bill OpenBill(string template, RequestOptions? options = null, IProgress<long>? progress = null) =>
        BillDownload.Prepare(_bills, template, options, progress).OpenAsync(isAsync: false, default).GetCompleted();

    private static ResponseSink Parse(object? target, string name)
    {
        ArgumentNullException.ThrowIfNull(target, name);
        return ResponseSink.Parse(target, name)!;
    }
}
