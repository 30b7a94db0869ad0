namespace WeChatPay.Chain.IntegrationTests.OnWireMock;

/// <summary>How a verb is called.</summary>
public enum Way
{
    Async,
    Sync,
}
