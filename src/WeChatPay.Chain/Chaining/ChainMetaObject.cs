using System.Diagnostics.CodeAnalysis;
using System.Dynamic;
using System.Linq.Expressions;
using System.Reflection;

namespace WeChatPay.Chain.Chaining;

/// <summary>Binds members and verbs at dynamic call sites.</summary>
/// <remarks>
/// Names that the class does not have are bound without the binder of C#, which throws and catches an exception for each of them.
/// </remarks>
/// <param name="expression">The chain at the call site.</param>
/// <param name="chain">The chain.</param>
[UnconditionalSuppressMessage("Trimming", "IL2080", Justification = "A member that was removed cannot be called statically either.")]
[UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only dynamic call sites come here, and the compiler warns about them.")]
internal sealed class ChainMetaObject(Expression expression, UrlChain chain)
    : DynamicMetaObject(expression, BindingRestrictions.Empty, chain)
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance;

    private const BindingFlags Internal = BindingFlags.NonPublic | BindingFlags.Instance;

    private static readonly MethodInfo _getMember = typeof(UrlChain).GetMethod(nameof(UrlChain.GetMember), Internal)!;
    private static readonly MethodInfo _invokeMember = typeof(UrlChain).GetMethod(nameof(UrlChain.InvokeMember), Internal)!;

    private readonly Type _type = chain.GetType();

    public override DynamicMetaObject BindGetMember(GetMemberBinder binder)
    {
        var segment = Bind(Expression.Call(Chain, _getMember, Expression.Constant(binder.Name)));
        return binder.IgnoreCase || HasProperty(binder.Name) ? binder.FallbackGetMember(this, segment) : segment;
    }

    public override DynamicMetaObject BindInvokeMember(InvokeMemberBinder binder, DynamicMetaObject[] args)
    {
        var call = Bind(Expression.Call(
            Chain,
            _invokeMember,
            Expression.Constant(binder.Name),
            Expression.Constant(binder.CallInfo),
            Expression.NewArrayInit(typeof(object), Array.ConvertAll(args, argument => ToObject(argument.Expression)))));
        return binder.IgnoreCase || HasMethod(binder.Name, binder.CallInfo.ArgumentNames)
            ? binder.FallbackInvokeMember(this, args, call)
            : call;
    }

    private UnaryExpression Chain => Expression.Convert(Expression, typeof(UrlChain));

    private DynamicMetaObject Bind(Expression call) => new(ToObject(call), BindingRestrictions.GetTypeRestriction(Expression, _type));

    private static UnaryExpression ToObject(Expression value) => Expression.Convert(value, typeof(object));

    private bool HasProperty(string name) => Array.Exists(_type.GetProperties(Declared), property => property.Name == name);

    private bool HasMethod(string name, IReadOnlyCollection<string> argumentNames) => Array.Exists(
        _type.GetMethods(Declared),
        method => method.Name == name && argumentNames.All(argument => HasParameter(method, argument)));

    private static bool HasParameter(MethodInfo method, string name) =>
        Array.Exists(method.GetParameters(), parameter => parameter.Name == name);
}
