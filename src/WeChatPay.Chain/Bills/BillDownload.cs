using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Bills;

/// <summary>
/// Asks for a bill, follows its URL, and hands the file on when its digest is right. APIv2 sends the file at once, without a digest.
/// </summary>
/// <param name="client">Makes both calls.</param>
/// <param name="template">The endpoint.</param>
/// <param name="options">Those of the first call; the second takes its time-out and its connection from them.</param>
/// <param name="progress">Null for nobody.</param>
internal sealed class BillDownload(UrlChain client, string template, RequestOptions options, IProgress<long>? progress)
{
    // A variable, so that the URL is sent as it was given, and stands in no message: it carries a token.
    private const string UrlVariable = "download_url";

    /// <param name="client">Makes both calls.</param>
    /// <param name="template">The endpoint.</param>
    /// <param name="options">Whatever a verb takes, but no sink.</param>
    /// <param name="progress">Null for nobody.</param>
    /// <exception cref="ArgumentException">There is a sink, or the template is one of APIv2 that responds with something else.</exception>
    public static BillDownload Prepare(UrlChain client, string template, object? options, IProgress<long>? progress)
    {
        V2BillDownload.CheckTemplate(template);
        var read = RequestOptions.From(options);
        return read.Sink is null
            ? new BillDownload(client, template, read, progress)
            : throw new ArgumentException("The option 'sink' would take the answer that announces the bill. Leave it out; DownloadBill takes the file or stream for the bill itself.", nameof(options));
    }

    public async Task SaveAsync(object target, CancellationToken cancellationToken)
    {
        var ticket = await AskAsync(cancellationToken).ConfigureAwait(false);
        using var sink = ResponseSink.Open(target, signed: true, long.MaxValue);
        await FetchAsync(ticket, sink.Stream, cancellationToken).ConfigureAwait(false);
        await sink.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Save(object target)
    {
        var ticket = Ask();
        using var sink = ResponseSink.Open(target, signed: true, long.MaxValue);
        Fetch(ticket, sink.Stream);
        sink.Commit(CancellationToken.None);
    }

    public async Task<Bill> OpenAsync(CancellationToken cancellationToken)
    {
        var ticket = await AskAsync(cancellationToken).ConfigureAwait(false);
        var file = TemporaryFile.Create();
        try
        {
            await FetchAsync(ticket, file, cancellationToken).ConfigureAwait(false);
            await file.FlushAsync(cancellationToken).ConfigureAwait(false);
            return new Bill(file);
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public Bill Open()
    {
        var ticket = Ask();
        var file = TemporaryFile.Create();
        try
        {
            Fetch(ticket, file);
            file.Flush();
            return new Bill(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // Null for APIv2, which has no tickets.
    private async Task<BillTicket?> AskAsync(CancellationToken cancellationToken)
    {
        if (V2BillDownload.Is(template))
        {
            return null;
        }
        using var response = await client.Chain(template).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return BillTicket.Read(response, template);
    }

    private BillTicket? Ask()
    {
        if (V2BillDownload.Is(template))
        {
            return null;
        }
        using var response = client.Chain(template).Get(options);
        return BillTicket.Read(response, template);
    }

    private async Task FetchAsync(BillTicket? ticket, Stream file, CancellationToken cancellationToken)
    {
        var writer = new BillWriter(file, progress);
        if (ticket is null)
        {
            await new V2BillDownload(client, template, options).FetchAsync(writer, cancellationToken).ConfigureAwait(false);
            return;
        }
        try
        {
            using var response = await client.Chain($"{{+{UrlVariable}}}").GetAsync(Following(ticket, writer), cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException exception)
        {
            throw ticket.Mismatch("cannot be unpacked", exception);
        }
        ticket.Check(writer.Sha1);
    }

    private void Fetch(BillTicket? ticket, Stream file)
    {
        var writer = new BillWriter(file, progress);
        if (ticket is null)
        {
            new V2BillDownload(client, template, options).Fetch(writer);
            return;
        }
        try
        {
            using var response = client.Chain($"{{+{UrlVariable}}}").Get(Following(ticket, writer));
        }
        catch (InvalidDataException exception)
        {
            throw ticket.Mismatch("cannot be unpacked", exception);
        }
        ticket.Check(writer.Sha1);
    }

    private RequestOptions Following(BillTicket ticket, BillWriter writer) =>
        new() { [UrlVariable] = ticket.DownloadUrl, Sink = writer, Timeout = options.Timeout, Security = options.Security };
}
