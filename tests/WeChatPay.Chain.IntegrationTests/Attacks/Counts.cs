namespace WeChatPay.Chain.IntegrationTests.Attacks;

/// <summary>What the server has seen of the call under attack.</summary>
internal sealed class Counts
{
    private int _reads;
    private int _asks;
    private int _completions;
    private volatile bool _anyByteRead;
    private volatile bool _isCounting;

    public int Reads => _reads;

    public int Asks => _asks;

    public int Completions => _completions;

    public bool AnyByteRead => _anyByteRead;

    /// <summary>Starts counting. Earlier requests only opened a connection.</summary>
    public void Begin() => _isCounting = true;

    public void NoteByte() => _anyByteRead |= _isCounting;

    public void NoteRead() => Note(ref _reads);

    public void RecordResponse(Stage stage)
    {
        if (stage == Stage.Complete)
        {
            Note(ref _completions);
        }
        else if (stage == Stage.Busy)
        {
            Note(ref _asks);
        }
    }

    private void Note(ref int count)
    {
        if (_isCounting)
        {
            Interlocked.Increment(ref count);
        }
    }
}
