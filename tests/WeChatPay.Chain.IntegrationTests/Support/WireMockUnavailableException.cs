namespace WeChatPay.Chain.IntegrationTests.Support;

/// <summary>WireMock cannot run here.</summary>
public sealed class WireMockUnavailableException(string cause) : Exception(
    $"WireMock did not start: {cause.Trim()}. It needs Node.js 18 or newer and Java 17 or newer on the PATH " +
    "(Debian: apt-get install nodejs npm openjdk-17-jre-headless).");
