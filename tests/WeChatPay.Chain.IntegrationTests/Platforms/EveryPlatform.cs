namespace WeChatPay.Chain.IntegrationTests.Platforms;

/// <summary>The arguments of the consumer test fixtures.</summary>
public static class EveryPlatform
{
    public static IEnumerable<PlatformKind> Once => Enum.GetValues<PlatformKind>();

    public static IEnumerable<object[]> InBothWays =>
        from platform in Once
        from way in Enum.GetValues<Way>()
        select new object[] { platform, way };
}
