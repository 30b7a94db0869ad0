using Microsoft.Extensions.Configuration;

namespace WeChatPay.Chain.Tests.Shared;

/// <summary>A configuration that a test changes while the application runs.</summary>
internal sealed class ReloadableConfiguration
{
    private readonly IConfigurationRoot _root;

    public ReloadableConfiguration(Dictionary<string, string?> values)
    {
        _root = new ConfigurationBuilder()
            .AddInMemoryCollection(values.ToDictionary(pair => $"WeChatPay:{pair.Key}", pair => pair.Value))
            .Build();
    }

    public IConfiguration Root => _root;

    public IConfigurationSection Section => _root.GetSection("WeChatPay");

    public void Change(params (string Key, string? Value)[] values)
    {
        foreach (var (key, value) in values)
        {
            _root[$"WeChatPay:{key}"] = value;
        }
        _root.Reload();
    }
}
