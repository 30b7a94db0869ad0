using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.IntegrationTests.Examples.Snippets;

public sealed class NotificationInboxTests
{
    private const string OrderNumber = "A20261121001";

    [Test]
    public async Task FileInbox_HandlerFailsOnce_RunsItAgainUntilItHasSucceeded()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var orders = new Orders { Failures = 1 };
        await using var sandbox = await WeChatPaySandbox.StartAsync();
        var builder = CreateBuilder(sandbox);

        builder.Services.AddSingleton<INotificationInbox>(new FileInbox(folder));

        await using var app = builder.Build();
        app.MapWeChatPayNotifications(
            "/paid/{merchant}",
            async (Notification notification, NotificationContext context, CancellationToken cancellationToken) =>
            {
                if (context.Attempt > 1)
                {
                    Console.WriteLine($"Attempt {context.Attempt} to handle {context.Key}.");
                }
                await orders.PaidOnceAsync($"{context.Key}", (string)notification.Data.out_trade_no, cancellationToken);
            });
        await app.StartAsync();

        var failed = await PayAsync(sandbox, $"{app.Urls.Single()}/paid/shop");
        var handled = await failed.SendAgainAsync();
        var repeated = await failed.SendAgainAsync();

        Assert.That((failed.Deliveries[0].IsAccepted, handled.IsAccepted, repeated.IsAccepted), Is.EqualTo((false, true, true)));
        Assert.That(orders.Paid, Is.EqualTo([OrderNumber]));
        Assert.That(File.ReadAllText(Directory.GetFiles(folder).Single()), Is.EqualTo("AAD"));
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task FileInbox_DeliveriesAtOnce_RunsOneHandler()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var orders = new Orders();
        await using var sandbox = await WeChatPaySandbox.StartAsync(new SandboxOptions { NotificationCopies = 8 });
        var builder = CreateBuilder(sandbox);
        builder.Services.AddSingleton<INotificationInbox>(new FileInbox(folder));
        await using var app = builder.Build();
        app.MapWeChatPayNotifications(
            "/paid/{merchant}",
            (notification, context, cancellationToken) =>
                orders.PaidOnceAsync($"{context.Key}", (string)notification.Data.out_trade_no, cancellationToken));
        await app.StartAsync();

        var notification = await PayAsync(sandbox, $"{app.Urls.Single()}/paid/shop");

        Assert.That(notification.IsAccepted);
        Assert.That(orders.Paid, Is.EqualTo([OrderNumber]));
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Background_Stored_IsAcceptedAndRunAgainByAPerson()
    {
        CancellationToken cancellationToken = default;
        var stored = new FailingStore();
        await using var sandbox = await WeChatPaySandbox.StartAsync();
        var builder = CreateBuilder(sandbox);
        builder.Services.AddSingleton<INotificationStore>(stored);
        await using var app = builder.Build();
        app.MapWeChatPayNotifications("/slow/{merchant}", HandleAsync, options => options.Background = NotificationBackground.Stored);
        await app.StartAsync();

        var notification = await PayAsync(sandbox, $"{app.Urls.Single()}/slow/shop");
        var store = app.Services.GetRequiredService<INotificationStore>();
        foreach (var failed in await store.ListFailedAsync(limit: 100, cancellationToken))
        {
            Console.WriteLine($"{failed.FailedAt:u} {failed.Key}: {failed.Error}");
            await store.RunAgainAsync(failed.Key, cancellationToken);
        }

        Assert.That(notification.IsAccepted);
        Assert.That(stored.RunAgain.Select(key => key.NotificationId), Is.EqualTo([notification.Id]));
    }

    private static Task HandleAsync(Notification notification, NotificationContext context, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    private static WebApplicationBuilder CreateBuilder(WeChatPaySandbox sandbox)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(sandbox.ToConfiguration("WeChatPay:Shop"));
        builder.Services.AddWeChatPay("shop", builder.Configuration.GetSection("WeChatPay:Shop"));
        return builder;
    }

    private static async Task<SandboxNotification> PayAsync(WeChatPaySandbox sandbox, string notifyUrl)
    {
        var options = sandbox.CreateClientOptions();
        using var client = new WeChatPayClient(options);
        using var placed = await client.Chain("v3/pay/transactions/native").PostAsync(new
        {
            json = new
            {
                appid = "wx8888888888888888",
                mchid = options.MerchantId,
                description = "Image形象店-深圳腾大-QQ公仔",
                out_trade_no = OrderNumber,
                notify_url = notifyUrl,
                amount = new { total = 100 },
            },
        });
        return await sandbox.PayAsync(OrderNumber);
    }

    private sealed class Orders
    {
        private readonly HashSet<string> _keys = [];
        private int _calls;

        public int Failures { get; init; }

        public List<string> Paid { get; } = [];

        public Task PaidOnceAsync(string key, string orderNumber, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++_calls <= Failures)
            {
                throw new InvalidDataException("The order is not known yet.");
            }
            if (_keys.Add(key))
            {
                Paid.Add(orderNumber);
            }
            return Task.CompletedTask;
        }
    }

    /// <summary>A store whose notifications have all failed.</summary>
    private sealed class FailingStore : INotificationStore
    {
        private readonly List<StoredNotification> _stored = [];

        public List<NotificationKey> RunAgain { get; } = [];

        public Task<bool> AddAsync(StoredNotification notification, CancellationToken cancellationToken)
        {
            _stored.Add(notification);
            return Task.FromResult(true);
        }

        public Task<StoredNotification?> TakeAsync(
            string merchantId, string endpoint, TimeSpan lease, CancellationToken cancellationToken) =>
            Task.FromResult<StoredNotification?>(null);

        public Task<bool> RenewAsync(NotificationKey key, int attempt, TimeSpan lease, CancellationToken cancellationToken) =>
            Task.FromResult(false);

        public Task CompleteAsync(NotificationKey key, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<bool> FailAsync(
            NotificationKey key, int attempt, string error, TimeSpan? retryAfter, CancellationToken cancellationToken) =>
            Task.FromResult(false);

        public Task<IReadOnlyList<FailedNotification>> ListFailedAsync(int limit, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<FailedNotification>>(
            [
                .. _stored.Select(stored => new FailedNotification(
                    stored.Key, stored.ReceivedAt, stored.ReceivedAt, Attempts: 20, Error: "TimeoutException: The warehouse is closed.")),
            ]);

        public Task<bool> RunAgainAsync(NotificationKey key, CancellationToken cancellationToken)
        {
            RunAgain.Add(key);
            return Task.FromResult(true);
        }

        public Task<IReadOnlyList<StoredNotificationCount>> CountAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<StoredNotificationCount>>([]);
    }
}

/// <summary>Keeps a file for each notification, whose bytes are its attempts.</summary>
internal sealed class FileInbox(string folder) : INotificationInbox
{
    private const byte Done = (byte)'D';

    public async Task<InboxOutcome> RunOnceAsync(NotificationRun run, CancellationToken cancellationToken)
    {
        var name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{run.Key}")));
        FileStream file;
        try
        {
            file = new FileStream(Path.Combine(folder, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(Path.Combine(folder, name)))
        {
            return InboxOutcome.InProgress;
        }
        using (file)
        {
            var attempts = new byte[file.Length];
            await file.ReadExactlyAsync(attempts, cancellationToken);
            if (attempts.Contains(Done))
            {
                return InboxOutcome.HandledBefore;
            }
            file.WriteByte((byte)'A');
            file.Flush(flushToDisk: true);
            await run.HandleAsync(attempts.Length + 1, prepare: null, cancellationToken);
            file.WriteByte(Done);
            file.Flush(flushToDisk: true);
            return InboxOutcome.Handled;
        }
    }
}
