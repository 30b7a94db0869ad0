using WeChatPay.Chain.Sinks;
using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Bills;

/// <summary>
/// Requests a bill, follows its URLs, opens what is encrypted, and hands the file on when each digest is right. APIv2 sends the file at
/// once, without a digest.
/// </summary>
/// <param name="source">Makes the calls, and opens what is encrypted.</param>
/// <param name="template">The endpoint.</param>
/// <param name="options">Those of the first call; the others take their time-out and their connection from them.</param>
/// <param name="progress">Null for nobody.</param>
internal sealed class BillDownload(BillSource source, string template, RequestOptions options, IProgress<long>? progress)
{
    // A variable, so that the URL is sent as it was given, and is in no message: it carries a token.
    private const string UrlVariable = "download_url";

    /// <param name="source">Makes the calls, and opens what is encrypted.</param>
    /// <param name="template">The endpoint.</param>
    /// <param name="options">Whatever a verb takes, but no sink.</param>
    /// <param name="progress">Null for nobody.</param>
    /// <exception cref="ArgumentException">
    /// There is a sink, the digest would not be proved, or the template is one of APIv2 that responds with something else.
    /// </exception>
    public static BillDownload Prepare(BillSource source, string template, object? options, IProgress<long>? progress)
    {
        V2BillDownload.CheckTemplate(template);
        return RequestOptions.From(options) switch
        {
            { Sink: not null } => throw new ArgumentException(
                "The option 'sink' would take the response that announces the bill. Leave it out; DownloadBill takes the file or stream for the bill itself.",
                nameof(options)),
            { Unsigned: true } => throw new ArgumentException(
                "The option 'unsigned' would accept a digest that nobody signed, and the digest proves the bill. Leave it out; the file itself needs no signature.",
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

    // Null for APIv2, which sends the bill at once.
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
            await new V2BillDownload(source.Platform, template, options).FetchAsync(writer, isAsync, cancellationToken).ConfigureAwait(false);
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
            throw ticket.Mismatch("cannot be unpacked", exception);
        }
        ticket.Check(writer.Digest);
    }

    private async ValueTask<WeChatPayResponse> GetAsync(string target, RequestOptions call, bool isAsync, CancellationToken cancellationToken)
    {
        var chain = source.Platform.Chain(target);
        return isAsync ? await chain.GetAsync(call, cancellationToken).ConfigureAwait(false) : chain.Get(call);
    }

    private SealedBill? Encrypted(BillTicket ticket) => ticket.EncryptKey is { } key ? new SealedBill(ticket, OpenKey(ticket, key)) : null;

    private byte[] OpenKey(BillTicket ticket, string key)
    {
        try
        {
            return source.Decryption.Decrypt(key, "An encrypted bill");
        }
        catch (WeChatPayDecryptionException exception)
        {
            throw ticket.DecryptionFailure(
                "has a key (encrypt_key) that MerchantPrivateKey does not open: it was encrypted for another certificate of the merchant.", exception);
        }
    }

    // The signed digest proves the file, whatever its URL and whether or not it is signed too.
    private RequestOptions Following(BillTicket ticket, ReadingSink sink) => new()
    {
        [UrlVariable] = ticket.DownloadUrl,
        Sink = sink,
        Unsigned = true,
        Timeout = options.Timeout,
        Security = options.Security,
    };
}
