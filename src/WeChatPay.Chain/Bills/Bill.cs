using System.Runtime.CompilerServices;

namespace WeChatPay.Chain.Bills;

/// <summary>A downloaded and verified bill (账单). Disposing it deletes its temporary file.</summary>
/// <remarks>
/// Rows are streamed from the file, so that memory does not grow with the bill, and can be read any number of times. See
/// https://pay.weixin.qq.com/docs/merchant/apis/jsapi-payment/get-trade-bill.html.
/// </remarks>
public sealed class Bill : IDisposable
{
    private readonly FileStream _file;
    private bool _disposed;

    internal Bill(FileStream file)
    {
        _file = file;
        Length = file.Length;
    }

    /// <summary>Gets the size of the plain CSV, in bytes.</summary>
    public long Length { get; }

    /// <summary>Reads the rows in order, without the column names and the summary.</summary>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="FormatException">
    /// Thrown during enumeration: a record has more or fewer values than there are columns, is longer than 65,536 characters, or is quoted
    /// incorrectly; the bill does not start with column names, or is not UTF-8; or a line could be a row as well as part of the value above
    /// it. The message names the line. No row is skipped.
    /// </exception>
    public IAsyncEnumerable<BillRow> ReadRowsAsync(CancellationToken cancellationToken = default) => RowsAsync(cancellationToken);

    /// <inheritdoc cref="ReadRowsAsync"/>
    public IEnumerable<BillRow> ReadRows() => Rows();

    /// <summary>Reads the totals, which are the last two lines of the bill: names, and a value for each. Reads the whole file.</summary>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>The totals, or <see langword="null"/> if the bill has none.</returns>
    /// <exception cref="FormatException">The bill is malformed, as described for <see cref="ReadRowsAsync"/>.</exception>
    public async Task<BillRow?> ReadSummaryAsync(CancellationToken cancellationToken = default)
    {
        using var records = OpenRecords();
        var table = new BillTable();
        while (await records.ReadAsync(cancellationToken).ConfigureAwait(false) is { } record)
        {
            table.Add(record);
            while (table.TryTake(out _))
            {
            }
        }
        return table.End();
    }

    /// <inheritdoc cref="ReadSummaryAsync"/>
    public BillRow? ReadSummary()
    {
        using var records = OpenRecords();
        var table = new BillTable();
        while (records.Read() is { } record)
        {
            table.Add(record);
            while (table.TryTake(out _))
            {
            }
        }
        return table.End();
    }

    /// <summary>Deletes the temporary file.</summary>
    public void Dispose()
    {
        _disposed = true;
        _file.Dispose();
    }

    private async IAsyncEnumerable<BillRow> RowsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var records = OpenRecords();
        var table = new BillTable();
        while (await records.ReadAsync(cancellationToken).ConfigureAwait(false) is { } record)
        {
            table.Add(record);
            while (table.TryTake(out var row))
            {
                yield return row;
            }
        }
        _ = table.End();
        while (table.TryTake(out var row))
        {
            yield return row;
        }
    }

    private IEnumerable<BillRow> Rows()
    {
        using var records = OpenRecords();
        var table = new BillTable();
        while (records.Read() is { } record)
        {
            table.Add(record);
            while (table.TryTake(out var row))
            {
                yield return row;
            }
        }
        _ = table.End();
        while (table.TryTake(out var row))
        {
            yield return row;
        }
    }

    // A separate handle for each reader, so that concurrent readers do not share a position.
    private BillRecordReader OpenRecords()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var file = new FileStream(_file.Name, new FileStreamOptions
        {
            Mode = FileMode.Open,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
        });
        return new BillRecordReader(file);
    }
}
