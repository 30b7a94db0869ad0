namespace Webshop.Orders;

/// <summary>What an order has come to. Stored under these names.</summary>
internal enum OrderState
{
    Waiting,
    Paid,
    Refunding,
    Refunded,
    Closed,
}
