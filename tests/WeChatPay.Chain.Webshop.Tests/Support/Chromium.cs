using Microsoft.Playwright;

namespace WeChatPay.Chain.Webshop.Tests.Support;

/// <summary>The browser of the machine, without a window and without a past.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome"];

    private readonly IPlaywright _playwright;
    private readonly IBrowserContext _context;
    private readonly DirectoryInfo _folder;

    private Chromium(IPlaywright playwright, IBrowserContext context, DirectoryInfo folder)
    {
        _playwright = playwright;
        _context = context;
        _folder = folder;
    }

    public static async Task<Chromium> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("chromium-");
        var playwright = await Playwright.CreateAsync();
        var context = await playwright.Chromium.LaunchPersistentContextAsync(folder.FullName, new BrowserTypeLaunchPersistentContextOptions
        {
            ExecutablePath = Find(),
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            ViewportSize = new ViewportSize { Width = 900, Height = 700 },
        });
        return new Chromium(playwright, context, folder);
    }

    public Task<IPage> OpenAsync() => _context.NewPageAsync();

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        _playwright.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Find()
    {
        var folders = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator);
        var found = _names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (found is not null)
        {
            return found;
        }
        const string remedy = "There is no Chromium on the PATH. Install it: apt-get install chromium.";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(remedy);
        }
        Assert.Ignore(remedy);
        return "";
    }
}
