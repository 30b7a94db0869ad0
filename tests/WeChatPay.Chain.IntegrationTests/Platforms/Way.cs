namespace WeChatPay.Chain.IntegrationTests.Platforms;

/// <summary>How a verb is called.</summary>
public enum Way
{
    Async,
    Sync,
}
