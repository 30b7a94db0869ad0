using WeChatPay.Chain.Sinks;
using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Bills;

/// <summary>
/// Requests a bill, downloads its files, decrypts encrypted ones, and returns the bill once each digest is verified. APIv2 returns the file
/// directly, without a digest.
/// </summary>
/// <param name="source">Makes the calls, and decrypts the keys of encrypted files.</param>
/// <param name="template">The endpoint.</param>
/// <param name="options">The options of the first call. The others use the same timeout and the same kind of connection.</param>
/// <param name="progress">Reports the number of bytes received so far; <see langword="null"/> reports nothing.</param>
internal sealed class BillDownload(BillSource source, string template, RequestOptions options, IProgress<long>? progress)
{
    // A variable, so that the URL is sent unchanged and does not appear in messages: it contains a token.
    private const string UrlVariable = "download_url";

    /// <param name="source">Makes the calls, and decrypts the keys of encrypted files.</param>
    /// <param name="template">The endpoint.</param>
    /// <param name="options">The options, as for a verb, without a sink.</param>
    /// <param name="progress">Reports the number of bytes received so far; <see langword="null"/> reports nothing.</param>
    /// <exception cref="ArgumentException">
    /// The options contain a sink or accept an unsigned digest, or the template is an APIv2 endpoint that does not return bills.
    /// </exception>
    public static BillDownload Prepare(BillSource source, string template, object? options, IProgress<long>? progress)
    {
        V2BillDownload.CheckTemplate(template);
        return RequestOptions.From(options) switch
        {
            { Sink: not null } => throw new ArgumentException(
                "The option 'sink' would receive the response that contains the URL of the bill. Omit it, and pass the file or stream to "
                    + "DownloadBill.",
                nameof(options)),
            { Unsigned: true } => throw new ArgumentException(
                "The option 'unsigned' would accept an unsigned digest, but the digest verifies the bill. "
                    + "Omit it; the file itself needs no signature.",
                nameof(options)),
            var read => new BillDownload(source, template, read, progress),
        };
    }

    public async ValueTask SaveAsync(ResponseSink target, bool isAsync, CancellationToken cancellationToken)
    {
        var tickets = await RequestTicketsAsync(isAsync, cancellationToken).ConfigureAwait(false);
        using var transfer = target.Begin(bufferUntilCommit: true, long.MaxValue);
        await FetchAsync(tickets, transfer.Stream, isAsync, cancellationToken).ConfigureAwait(false);
        await transfer.CommitAsync(isAsync, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<Bill> OpenAsync(bool isAsync, CancellationToken cancellationToken)
    {
        var tickets = await RequestTicketsAsync(isAsync, cancellationToken).ConfigureAwait(false);
        var file = TemporaryFile.Create();
        try
        {
            await FetchAsync(tickets, file, isAsync, cancellationToken).ConfigureAwait(false);
            await file.FlushAsync(isAsync, cancellationToken).ConfigureAwait(false);
            return new Bill(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // Null for APIv2, which returns the bill directly.
    private async ValueTask<IReadOnlyList<BillTicket>?> RequestTicketsAsync(bool isAsync, CancellationToken cancellationToken)
    {
        if (V2BillDownload.Is(template))
        {
            return null;
        }
        using var response = await GetAsync(template, options, isAsync, cancellationToken).ConfigureAwait(false);
        return BillTickets.Read(response, source.Algorithms, template);
    }

    private async ValueTask FetchAsync(IReadOnlyList<BillTicket>? tickets, Stream file, bool isAsync, CancellationToken cancellationToken)
    {
        if (tickets is null)
        {
            var writer = new BillWriter(file, digest: null, progress);
            await new V2BillDownload(source.Platform, template, options)
                .FetchAsync(writer, isAsync, cancellationToken).ConfigureAwait(false);
            return;
        }
        foreach (var ticket in tickets)
        {
            await FetchAsync(ticket, file, isAsync, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask FetchAsync(BillTicket ticket, Stream file, bool isAsync, CancellationToken cancellationToken)
    {
        using var digest = ticket.CreateDigest();
        var writer = new BillWriter(file, digest, progress);
        try
        {
            using var encrypted = Encrypted(ticket);
            var following = Following(ticket, encrypted as ReadingSink ?? writer);
            using var response = await GetAsync($"{{+{UrlVariable}}}", following, isAsync, cancellationToken).ConfigureAwait(false);
            if (encrypted is not null)
            {
                await encrypted.OpenAsync(writer, isAsync, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (InvalidDataException exception)
        {
            throw ticket.Mismatch("cannot be decompressed", exception);
        }
        ticket.Check(writer.Digest);
    }

    private async ValueTask<WeChatPayResponse> GetAsync(
        string target, RequestOptions call, bool isAsync, CancellationToken cancellationToken)
    {
        var chain = source.Platform.Chain(target);
        return isAsync ? await chain.GetAsync(call, cancellationToken).ConfigureAwait(false) : chain.Get(call);
    }

    private EncryptedBill? Encrypted(BillTicket ticket) =>
        ticket.EncryptKey is { } key ? new EncryptedBill(ticket, OpenKey(ticket, key)) : null;

    private byte[] OpenKey(BillTicket ticket, string key)
    {
        try
        {
            return source.Decryption.Decrypt(key, "An encrypted bill");
        }
        catch (WeChatPayDecryptionException exception)
        {
            throw ticket.DecryptionFailure(
                "has a key (encrypt_key) that MerchantPrivateKey cannot decrypt: it was encrypted for another certificate of the merchant.",
                exception);
        }
    }

    // The signed digest verifies the file, so its own signature is not needed.
    private RequestOptions Following(BillTicket ticket, ReadingSink sink) => new()
    {
        [UrlVariable] = ticket.DownloadUrl,
        Sink = sink,
        Unsigned = true,
        Timeout = options.Timeout,
        Security = options.Security,
    };
}
