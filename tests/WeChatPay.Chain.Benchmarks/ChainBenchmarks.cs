using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;

namespace WeChatPay.Chain.Benchmarks;

/// <summary>Building a chain of seven segments: the cost of writing a URL as code.</summary>
[MemoryDiagnoser]
public class ChainBenchmarks
{
    private WeChatPayClient _client = null!;
    private dynamic _dynamic = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _client = new WeChatPayClient(BenchmarkKeys.Options(RSA.Create(2048)));
        _dynamic = _client;
    }

    [GlobalCleanup]
    public void CleanUp() => _client.Dispose();

    [Benchmark]
    public object Members() => _dynamic.v3.marketing.membercardOpen.cards._card_id_.permissionTokens.x;

    [Benchmark]
    public object Indexer() => _client["v3/marketing/membercard-open/cards/{card_id}/permission-tokens/x"];

    [Benchmark]
    public object Chain() => _client.Chain("v3/marketing/membercard-open/cards/{card_id}/permission-tokens/x");
}
