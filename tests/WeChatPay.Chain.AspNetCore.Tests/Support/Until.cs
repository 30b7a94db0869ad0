namespace WeChatPay.Chain.AspNetCore.Tests.Support;

/// <summary>Waits for what happens on other threads, and no answer waits for.</summary>
internal static class Until
{
    public static async Task HoldsAsync(Func<bool> condition)
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!condition())
        {
            giveUp.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
