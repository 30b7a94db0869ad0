namespace WeChatPay.Chain.Sql.Worker;

/// <summary>Stops at one step, for ever.</summary>
internal sealed class Steps(Step last)
{
    public async Task ReachAsync(Step step)
    {
        if (step == last)
        {
            Console.WriteLine(step);
            await Task.Delay(Timeout.Infinite);
        }
    }
}
