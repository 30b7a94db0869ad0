using System.Globalization;

namespace WeChatPay.Chain.Benchmarks.Faults;

/// <summary>Places, queries, pays and refunds orders, and records the reported outcomes.</summary>
internal sealed class Buyer(
    int number,
    Func<WeChatPayClient> client,
    FaultPlatformProcess platform,
    Payments payments,
    Ledger ledger,
    Tally tally,
    FaultDice dice,
    FastClock clock,
    string merchantId,
    string notifyUrl)
{
    private const int FenPerYuan = 100;
    private const int MaxQueries = 50;

    private int _numbers;

    /// <summary>Places and queries two orders, and pays and refunds one of them: five calls, or more when one fails.</summary>
    public async Task BuyAsync()
    {
        var total = dice.Between(1, 1000) * FenPerYuan;
        var paid = await PlaceAsync(total);
        var open = await PlaceAsync(total + 1);
        await QueryAsync(open, total + 1);
        await QueryAsync(paid, total);
        payments.Expect(paid, total);
        if (dice.NotificationFault() is { } fault)
        {
            await platform.ExecuteAsync($"notification-fault {fault}");
            tally.Count($"notification fault {fault}");
        }
        await platform.ExecuteAsync($"pay {paid} {(dice.IsTwice() ? 2 : 1)}");
        await RefundAsync(paid, total);
    }

    private async Task<string> PlaceAsync(int total)
    {
        while (true)
        {
            var outTradeNo = NextNumber("A");
            var order = new
            {
                appid = "wx8888888888888888",
                mchid = merchantId,
                description = "fault run",
                out_trade_no = outTradeNo,
                notify_url = notifyUrl,
                amount = new { total, currency = "CNY" },
            };
            if (await EstablishAsync(
                outTradeNo,
                () => CallAsync(() => client().Chain("v3/pay/transactions/native").PostAsync(new { json = order })),
                "v3/pay/transactions/out-trade-no/{number}"))
            {
                return outTradeNo;
            }
        }
    }

    private async Task RefundAsync(string outTradeNo, int total)
    {
        while (true)
        {
            var outRefundNo = NextNumber("R");
            var refund = new
            {
                out_trade_no = outTradeNo,
                out_refund_no = outRefundNo,
                amount = new { refund = total, total, currency = "CNY" }
            };
            if (await EstablishAsync(
                outRefundNo,
                () => CallAsync(() => client().Chain("v3/refund/domestic/refunds").PostAsync(new { json = refund })),
                "v3/refund/domestic/refunds/{number}"))
            {
                return;
            }
        }
    }

    /// <summary>Makes a call that changes something, and queries its effect when the outcome is unknown.</summary>
    private async Task<bool> EstablishAsync(string numbered, Func<Task<WeChatPayResponse>> call, string query)
    {
        try
        {
            using var response = await call();
            ledger.Claim(numbered, exists: true);
            return true;
        }
        catch (Exception exception) when (WeChatPayException.IsOutcomeUnknown(exception))
        {
            return await FindAsync(numbered, query);
        }
        catch (Exception exception) when (exception is WeChatPayException or HttpRequestException)
        {
            ledger.Claim(numbered, exists: false);
            return false;
        }
    }

    // An abandoned request may still arrive after a query that did not find it, so nothing is claimed then.
    private async Task<bool> FindAsync(string numbered, string query)
    {
        for (var attempt = 0; attempt < MaxQueries; attempt++)
        {
            try
            {
                using var found = await client().Chain(query).GetAsync(new { number = numbered, query = new { mchid = merchantId } });
                ledger.Claim(numbered, exists: true);
                return true;
            }
            catch (WeChatPayApiException absent) when (absent.StatusCode == 404)
            {
                return false;
            }
            catch (Exception exception) when (exception is WeChatPayException or HttpRequestException or TimeoutException)
            {
                tally.Count("queries that failed while an outcome was unknown");
                await Task.Delay(TimeSpan.FromSeconds(5), clock);
            }
        }
        throw new InvalidOperationException($"{MaxQueries} queries in a row failed.");
    }

    private async Task QueryAsync(string outTradeNo, int total)
    {
        try
        {
            using var response = await CallAsync(() => client().Chain("v3/pay/transactions/out-trade-no/{out_trade_no}")
                .GetAsync(new { out_trade_no = outTradeNo, query = new { mchid = merchantId } }));
            if ((string)response.Data.out_trade_no != outTradeNo || (long)response.Data.amount.total != total)
            {
                tally.Count("responses that differ from the platform");
            }
        }
        catch (Exception exception) when (exception is WeChatPayException or HttpRequestException or TimeoutException)
        {
            // CallAsync has counted the failure. A query has no effect to undo.
        }
    }

    private async Task<WeChatPayResponse> CallAsync(Func<Task<WeChatPayResponse>> call)
    {
        if (dice.ResponseFault() is { } fault)
        {
            await platform.ExecuteAsync($"fault {fault}");
            tally.Count($"fault {fault}");
        }
        try
        {
            var response = await call();
            tally.Count("call succeeded");
            return response;
        }
        catch (Exception exception)
        {
            tally.Count(WeChatPayException.IsOutcomeUnknown(exception) ? "call of unknown outcome" : "call without effect");
            tally.Count(
                $"failure {exception.GetType().Name}{(exception is WeChatPaySignatureException signature ? $" {signature.Reason}" : "")}");
            throw;
        }
    }

    private string NextNumber(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number:00}T{++_numbers:000000}");
}
