using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Aspire.Dashboard.Otlp;

/// <summary>Refuses calls without the key.</summary>
internal sealed class OtlpKeyInterceptor(OtlpKey key) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        key.IsIn(context.GetHttpContext().Request)
            ? continuation(request, context)
            : throw new RpcException(new Status(StatusCode.Unauthenticated, $"The header {OtlpKey.Header} is missing or wrong."));
}
