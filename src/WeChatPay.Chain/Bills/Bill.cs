using System.Runtime.CompilerServices;

namespace WeChatPay.Chain.Bills;

/// <summary>A bill (账单) that was downloaded and verified, in a temporary file that disappears with it.</summary>
/// <remarks>
/// Rows are read from the file as they are asked for, as often as they are asked for; a million of them takes no more memory than one.
/// See https://pay.weixin.qq.com/docs/merchant/apis/jsapi-payment/get-trade-bill.html.
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

    /// <summary>The size of the plain CSV in bytes.</summary>
    public long Length { get; }

    /// <summary>Reads the rows in their order, without the names above them and the summary below.</summary>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="FormatException">
    /// While it is enumerated: a record has more or fewer values than there are names, is longer than 65,536 characters, or wrongly
    /// quoted; the bill starts without names, or its text is not UTF-8; or a line may be a row as well as a part of the value above it.
    /// The message names the line. No row is ever left out.
    /// </exception>
    public IAsyncEnumerable<BillRow> ReadRowsAsync(CancellationToken cancellationToken = default) => RowsAsync(cancellationToken);

    /// <inheritdoc cref="ReadRowsAsync"/>
    public IEnumerable<BillRow> ReadRows() => Rows();

    /// <summary>
    /// Reads the totals: the last two lines, when the first of them has names and the second a value for each. Reads the whole file.
    /// </summary>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>Null when the bill ends without them.</returns>
    /// <exception cref="FormatException">As for the rows.</exception>
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

    /// <summary>Removes the temporary file.</summary>
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

    // Each reader has a handle of its own, or two at once would move each other on.
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
