using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace WeChatPay.Chain.IntegrationTests.Support;

/// <summary>A WireMock server in a process of its own, on a free loopback port, spoken to through its admin API.</summary>
public sealed class WireMockServer : IAsyncDisposable
{
    // One tier of compilation and the small collector: a start in a second, and the other core stays free.
    private static readonly string[] _javaArguments = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"];

    private static readonly JsonSerializerOptions _json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly Process _process;
    private readonly Task _outputRead;
    private readonly HttpClient _admin;

    private WireMockServer(Process process, int port)
    {
        _process = process;
        // Nobody wants the rest of what it writes, but a pipe that nobody reads fills up, and then the server stands still.
        _outputRead = Task.WhenAll(
            process.StandardOutput.BaseStream.CopyToAsync(Stream.Null), process.StandardError.BaseStream.CopyToAsync(Stream.Null));
        BaseAddress = new Uri($"http://127.0.0.1:{port}/");
        _admin = new HttpClient { BaseAddress = new Uri(BaseAddress, "__admin/") };
    }

    /// <summary>Where it answers; always http on 127.0.0.1.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Starts a server and returns once it answers.</summary>
    /// <exception cref="WireMockUnavailableException">Java or Node.js is missing or too old; the message says what to install.</exception>
    public static async Task<WireMockServer> StartAsync()
    {
        var output = AppContext.BaseDirectory;
        var process = Launch(
        [
            Path.Combine(output, "run-wiremock.mjs"), .. _javaArguments, "-jar", Path.Combine(output, "wiremock.jar"),
            "--bind-address", "127.0.0.1", "--port", "0", "--root-dir", Path.Combine(output, "wiremock"), "--container-threads", "64",
            "--disable-banner", "--disable-request-logging", "--disable-response-templating",
        ]);
        return new WireMockServer(process, await ReadPortAsync(process));
    }

    /// <summary>Adds stubs, each in WireMock's own JSON (https://wiremock.org/docs/stubbing/); a later one wins over an earlier one.</summary>
    public async Task StubAsync(params IEnumerable<object> mappings)
    {
        using var response = await _admin.PostAsJsonAsync("mappings/import", new { mappings }, _json);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The requests in the journal that match, in no particular order.</summary>
    /// <param name="pattern">A request pattern in WireMock's own JSON, such as <c>new { urlPath = "/v3/certificates" }</c>.</param>
    public async Task<IReadOnlyList<ReceivedRequest>> FindRequestsAsync(object pattern)
    {
        using var response = await _admin.PostAsJsonAsync("requests/find", pattern);
        response.EnsureSuccessStatusCode();
        var found = await response.Content.ReadFromJsonAsync<JsonObject>();
        return [.. found!["requests"]!.AsArray().Select(request => ReadRequest(request!))];
    }

    /// <summary>Ends the process.</summary>
    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        await _outputRead;
        _process.Dispose();
    }

    private static Process Launch(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("node", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new WireMockUnavailableException(missing.Message);
        }
    }

    private static async Task<int> ReadPortAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("port:", StringComparison.Ordinal))
            {
                return int.Parse(line["port:".Length..], CultureInfo.InvariantCulture);
            }
        }
        throw new WireMockUnavailableException(await process.StandardError.ReadToEndAsync());
    }

    private static ReceivedRequest ReadRequest(JsonNode request) => new(
        new HttpMethod((string)request["method"]!),
        (string)request["url"]!,
        request["headers"]!.AsObject().ToDictionary(header => header.Key, header => TextOf(header.Value!), StringComparer.OrdinalIgnoreCase),
        Convert.FromBase64String((string)request["bodyAsBase64"]!));

    private static string TextOf(JsonNode header) => header is JsonArray several ? string.Join(", ", several) : (string)header!;
}
