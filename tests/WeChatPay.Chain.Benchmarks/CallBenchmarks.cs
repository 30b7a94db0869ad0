using BenchmarkDotNet.Attributes;
using WeChatPay.Chain.Benchmarks.Load;

namespace WeChatPay.Chain.Benchmarks;

/// <summary>A complete call over loopback, signed and verified, compared with a minimal correct client.</summary>
[MemoryDiagnoser]
public class CallBenchmarks
{
    private LoadPlatform _platform = null!;
    private BareClient _bare = null!;
    private WeChatPayClient _client = null!;
    private dynamic _dynamic = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _platform = LoadPlatform.StartProcess();
        _bare = new BareClient(_platform.BaseAddress, BenchmarkKeys.Merchant, _platform.PublicKey);
        _client = new WeChatPayClient(BenchmarkKeys.Options(_platform.PublicKey, _platform.BaseAddress));
        _dynamic = _client;
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _client.Dispose();
        _bare.Dispose();
        _platform.Dispose();
    }

    [Benchmark(Baseline = true)]
    public Task<byte[]> Bare() => _bare.PostAsync();

    [Benchmark]
    public async Task<object> DynamicAsync() => await _dynamic.v3.payscore.permissions.PostAsync(json: BareClient.Payload);

    [Benchmark]
    public async Task<object> StaticAsync() =>
        await _client.Chain("v3/payscore/permissions").PostAsync(new RequestOptions { Json = BareClient.Payload });

    [Benchmark]
    public object StaticSync() => _client.Chain("v3/payscore/permissions").Post(new RequestOptions { Json = BareClient.Payload });
}
