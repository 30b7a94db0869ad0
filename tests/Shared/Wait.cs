namespace WeChatPay.Chain.Tests.Shared;

/// <summary>Waits for what happens on other threads and cannot be awaited.</summary>
internal static class Wait
{
    public static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await condition())
        {
            timeout.Token.ThrowIfCancellationRequested();
            // Leaves the processor to the work that is waited for.
            await Task.Delay(1);
        }
    }
}
