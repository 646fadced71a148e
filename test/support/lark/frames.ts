import protobuf from 'protobufjs'

/** One binary frame of the long connection. `method` 0 is control (ping, pong), 1 is data (event, card). */
export interface Frame {
  SeqID: number
  LogID: number
  service: number
  method: number
  headers: { key: string; value: string }[]
  payload?: Uint8Array
}

const proto = `syntax = "proto2"; package pbbp2;
message Header { required string key = 1; required string value = 2; }
message Frame { required uint64 SeqID = 1; required uint64 LogID = 2; required int32 service = 3;
  required int32 method = 4; repeated Header headers = 5; optional string payloadEncoding = 6;
  optional string payloadType = 7; optional bytes payload = 8; optional string LogIDNew = 9; }`

const frameType = protobuf.parse(proto, { keepCase: true }).root.lookupType('pbbp2.Frame')

export function encodeFrame(frame: Frame): Uint8Array {
  return frameType.encode(frameType.fromObject(frame)).finish()
}

export function decodeFrame(bytes: Uint8Array): Frame {
  return frameType.toObject(frameType.decode(bytes), { longs: Number, arrays: true }) as Frame
}

export function headerOf(frame: Frame, key: string): string | undefined {
  return frame.headers.find((one) => one.key === key)?.value
}
