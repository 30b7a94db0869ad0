namespace WeChatPay.Chain.IntegrationTests.Platforms;

/// <summary>What replaces WeChat Pay.</summary>
public enum PlatformKind
{
    /// <summary>An independent server, which sends what a test has signed.</summary>
    WireMock,

    /// <summary>The sandbox, which checks requests and signs responses itself.</summary>
    Sandbox,
}
