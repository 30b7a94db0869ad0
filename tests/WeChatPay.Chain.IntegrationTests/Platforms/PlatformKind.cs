namespace WeChatPay.Chain.IntegrationTests.Platforms;

/// <summary>What stands in for the platform.</summary>
public enum PlatformKind
{
    /// <summary>A server that has nothing to do with this project, and answers what a test has signed.</summary>
    WireMock,

    /// <summary>The sandbox, which checks requests and signs answers itself.</summary>
    Sandbox,
}
