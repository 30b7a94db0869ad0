namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>A condition of a <see cref="NeedRule"/>.</summary>
public abstract record Condition;
