namespace WeChatPay.Chain.Tests.Support;

/// <summary>Returns responses in order, and repeats the last one.</summary>
internal static class Script
{
    /// <param name="steps">Each a <see cref="FakeResponse"/>, or an exception to be thrown in its place.</param>
    public static Func<ReceivedRequest, FakeResponse> Of(params object[] steps)
    {
        var next = -1;
        return _ => steps[Math.Min(Interlocked.Increment(ref next), steps.Length - 1)] switch
        {
            FakeResponse response => response,
            Exception exception => throw exception,
            var other => throw new ArgumentException($"A step is a {other.GetType().Name}.", nameof(steps)),
        };
    }
}
