using Microsoft.Playwright;

namespace WeChatPay.Chain.Webshop.Tests.Support;

/// <summary>The installed browser in headless mode, with an empty profile. Nothing is downloaded.</summary>
internal sealed class Chromium : IAsyncDisposable
{
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
        var executable = InstalledProgram.Find("chromium", "chromium-browser", "google-chrome");
        var folder = Directory.CreateTempSubdirectory("chromium-");
        var playwright = await Playwright.CreateAsync();
        var context = await playwright.Chromium.LaunchPersistentContextAsync(folder.FullName, new BrowserTypeLaunchPersistentContextOptions
        {
            ExecutablePath = executable,
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync"
            ],
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
}
