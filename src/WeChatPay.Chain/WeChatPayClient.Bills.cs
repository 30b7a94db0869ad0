using System.Diagnostics.CodeAnalysis;
using WeChatPay.Chain.Bills;
using WeChatPay.Chain.Sinks;
using WeChatPay.Chain.Streams;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain;

public sealed partial class WeChatPayClient
{
    /// <summary>
    /// Requests a bill (账单), a receipt (电子回单) or another document, follows its URL, and writes the plain file, unpacked and verified, to
    /// a path.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The platform signs the response that names the <c>hash_value</c>, SHA1 or SHA256, and this digest proves the file, whatever its URL.
    /// Memory does not grow with the file. See https://pay.weixin.qq.com/docs/merchant/apis/jsapi-payment/get-trade-bill.html.
    /// </para>
    /// <para>
    /// Bills of sub-merchants (<c>v3/bill/sub-merchant-fundflowbill</c>, <c>v3/ecommerce/bill/fundflowbill</c>) and of payscore
    /// (<c>v3/payscore/merchant-bill</c>) are encrypted (<c>AEAD_AES_256_GCM</c>), perhaps in several files. They are opened with the
    /// merchant's private key, each only after all of it is authenticated, and put together in the order of <c>bill_sequence</c>.
    /// </para>
    /// </remarks>
    /// <param name="template">
    /// An endpoint whose response names <c>hash_type</c>, <c>hash_value</c> and <c>download_url</c> (or <c>url</c>), once or in
    /// <c>download_bill_list</c>, such as <c>v3/bill/tradebill</c>; or of APIv2 <c>v2/pay/downloadbill</c> or
    /// <c>v2/pay/downloadfundflow</c>, whose bills come without a digest: only TLS protects them.
    /// </param>
    /// <param name="path">The file. It appears under this name only when it is complete and verified; one that is there already is replaced then.</param>
    /// <param name="options">The options of the call, as a verb takes them, without <c>sink</c> and <c>unsigned</c>: <c>new { query = new { bill_date = "2026-11-20", tar_type = "GZIP" } }</c>. Gzip is quicker; the file is plain either way.</param>
    /// <param name="progress">Reports the number of bytes of the plain file so far; of an encrypted one, once it opens. Null for none.</param>
    /// <param name="cancellationToken">Gives the download up; no file is left then.</param>
    /// <exception cref="ArgumentException">An option, the template or the path is wrong, found before anything is sent; or the <c>download_url</c> leads to a foreign host.</exception>
    /// <exception cref="InvalidOperationException">
    /// The bill is encrypted, and the client has no <see cref="WeChatPayClientOptions.MerchantPrivateKey"/>.
    /// </exception>
    /// <exception cref="WeChatPayDecryptionException">
    /// The bill is encrypted and does not open: it was altered or cut, or encrypted for another certificate. No file is left.
    /// </exception>
    /// <exception cref="WeChatPayApiException">There is no such bill (<c>NO_STATEMENT_EXIST</c>), it is not ready yet (<c>STATEMENT_CREATING</c>), or the platform says no otherwise.</exception>
    /// <exception cref="WeChatPaySignatureException">
    /// <see cref="SignatureFailure.Mismatch"/>: the file is not the one that the platform named, or is a damaged gzip.
    /// <see cref="SignatureFailure.Malformed"/>: the response names no file, not all files, or a digest that is not supported. No file is left.
    /// </exception>
    /// <exception cref="HttpRequestException">The download breaks off, or a gzipped bill of APIv2 is damaged. No file is left.</exception>
    /// <exception cref="IOException">The file cannot be written; the disk is full, or its folder was removed.</exception>
    /// <example><code>await client.DownloadBillAsync("v3/bill/tradebill", "2026-11-20.csv", new { query = new { bill_date = "2026-11-20" } });</code></example>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public Task DownloadBillAsync(string template, string path, object? options, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        BillDownload.Prepare(_bills, template, options, progress).SaveAsync(Parse(path, nameof(path)), isAsync: true, cancellationToken).AsTask();

    /// <inheritdoc cref="DownloadBillAsync(string, string, object?, IProgress{long}?, CancellationToken)"/>
    public Task DownloadBillAsync(string template, string path, RequestOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        BillDownload.Prepare(_bills, template, options, progress).SaveAsync(Parse(path, nameof(path)), isAsync: true, cancellationToken).AsTask();

    /// <summary>Asks for a bill (账单), follows its <c>download_url</c>, and writes the plain CSV, unpacked and verified, to a stream.</summary>
    /// <param name="template">
    /// An endpoint that answers <c>hash_type</c>, <c>hash_value</c> and <c>download_url</c>, or one of APIv2's two for bills.
    /// </param>
    /// <param name="target">Gets the bill as a whole, after it was verified in a temporary file, or nothing. It is not disposed.</param>
    /// <param name="options">The options of the call, as a verb takes them, without <c>sink</c>.</param>
    /// <param name="progress">Gets how many bytes of plain CSV have come so far. Null for none.</param>
    /// <param name="cancellationToken">Gives the download up.</param>
    /// <inheritdoc cref="DownloadBillAsync(string, string, object?, IProgress{long}?, CancellationToken)"/>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public Task DownloadBillAsync(string template, Stream target, object? options, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        BillDownload.Prepare(_bills, template, options, progress).SaveAsync(Parse(target, nameof(target)), isAsync: true, cancellationToken).AsTask();

    /// <inheritdoc cref="DownloadBillAsync(string, Stream, object?, IProgress{long}?, CancellationToken)"/>
    public Task DownloadBillAsync(string template, Stream target, RequestOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        BillDownload.Prepare(_bills, template, options, progress).SaveAsync(Parse(target, nameof(target)), isAsync: true, cancellationToken).AsTask();

    /// <inheritdoc cref="DownloadBillAsync(string, string, object?, IProgress{long}?, CancellationToken)"/>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public void DownloadBill(string template, string path, object? options, IProgress<long>? progress = null) =>
        BillDownload.Prepare(_bills, template, options, progress).SaveAsync(Parse(path, nameof(path)), isAsync: false, default).GetCompleted();

    /// <inheritdoc cref="DownloadBill(string, string, object?, IProgress{long}?)"/>
    public void DownloadBill(string template, string path, RequestOptions? options = null, IProgress<long>? progress = null) =>
        BillDownload.Prepare(_bills, template, options, progress).SaveAsync(Parse(path, nameof(path)), isAsync: false, default).GetCompleted();

    /// <inheritdoc cref="DownloadBillAsync(string, Stream, object?, IProgress{long}?, CancellationToken)"/>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public void DownloadBill(string template, Stream target, object? options, IProgress<long>? progress = null) =>
        BillDownload.Prepare(_bills, template, options, progress).SaveAsync(Parse(target, nameof(target)), isAsync: false, default).GetCompleted();

    /// <inheritdoc cref="DownloadBill(string, Stream, object?, IProgress{long}?)"/>
    public void DownloadBill(string template, Stream target, RequestOptions? options = null, IProgress<long>? progress = null) =>
        BillDownload.Prepare(_bills, template, options, progress).SaveAsync(Parse(target, nameof(target)), isAsync: false, default).GetCompleted();

    /// <summary>Asks for a bill (账单), follows its <c>download_url</c>, and opens it to read its rows when it is verified.</summary>
    /// <param name="template">
    /// An endpoint that answers <c>hash_type</c>, <c>hash_value</c> and <c>download_url</c>, or one of APIv2's two for bills.
    /// </param>
    /// <param name="options">The options of the call, as a verb takes them, without <c>sink</c>.</param>
    /// <param name="progress">Gets how many bytes of plain CSV have come so far. Null for none.</param>
    /// <param name="cancellationToken">Gives the download up.</param>
    /// <returns>The bill in a temporary file. Dispose it, which removes the file.</returns>
    /// <inheritdoc cref="DownloadBillAsync(string, string, object?, IProgress{long}?, CancellationToken)"/>
    /// <example>
    /// <code>
    /// using var bill = await client.OpenBillAsync("v3/bill/tradebill", new { query = new { bill_date = "2026-11-20", tar_type = "GZIP" } });
    /// await foreach (var row in bill.ReadRowsAsync())
    /// {
    ///     Console.WriteLine($"{row["商户订单号"]} {row["订单金额"]}");
    /// }
    /// </code>
    /// </example>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public Task<Bill> OpenBillAsync(string template, object? options, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        BillDownload.Prepare(_bills, template, options, progress).OpenAsync(isAsync: true, cancellationToken).AsTask();

    /// <inheritdoc cref="OpenBillAsync(string, object?, IProgress{long}?, CancellationToken)"/>
    public Task<Bill> OpenBillAsync(string template, RequestOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
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
